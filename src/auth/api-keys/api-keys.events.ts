import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { ApiKeyView } from './api-key-view.js';

/** An agent has got an API key. */
export class ApiKeyCreated extends AuditedEvent {
  constructor(readonly key: ApiKeyView) {
    super();
  }

  audit(): AuditEntry {
    return { action: 'api_key.created', outcome: 'success', ...concerning(this.key), after: recordOf(this.key) };
  }
}

/** An API key has got a successor, and ends by itself. */
export class ApiKeyRotated extends AuditedEvent {
  constructor(
    readonly old: ApiKeyView,
    readonly successor: ApiKeyView,
  ) {
    super();
  }

  audit(): AuditEntry {
    const after = { id: this.successor.id, ...recordOf(this.successor) };
    return {
      action: 'api_key.rotated',
      outcome: 'success',
      ...concerning(this.old),
      before: recordOf(this.old),
      after,
    };
  }
}

/** An API key opens nothing any more. */
export class ApiKeyRevoked extends AuditedEvent {
  constructor(readonly key: ApiKeyView) {
    super();
  }

  audit(): AuditEntry {
    const { name, hint } = this.key;
    return { action: 'api_key.revoked', outcome: 'success', ...concerning(this.key), before: { name, hint } };
  }
}

const concerning = ({ id, agentId }: ApiKeyView) => ({ subject: { type: 'api_key', id }, onBehalfOf: agentId });

function recordOf({ name, hint, permissions, allowedAddresses, madeWithId, expiresAt }: ApiKeyView) {
  return { name, hint, permissions, allowedAddresses, madeWithId, expiresAt };
}
