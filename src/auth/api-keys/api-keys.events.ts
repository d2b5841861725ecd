import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { ApiKeyView } from './api-key-view.js';

/** An agent has got an API key. */
export class ApiKeyCreated extends AuditedEvent {
  constructor(readonly key: ApiKeyView) {
    super();
  }

  audit(): AuditEntry {
    const { name, hint, permissions, expiresAt } = this.key;
    const after = { name, hint, permissions, expiresAt };
    return { action: 'api_key.created', outcome: 'success', ...concerning(this.key), after };
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
