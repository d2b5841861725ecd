import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { OAuthClientView } from './oauth-client-view.js';

/** An agent has got an OAuth client. */
export class OAuthClientCreated extends AuditedEvent {
  constructor(readonly client: OAuthClientView) {
    super();
  }

  audit(): AuditEntry {
    const after = recordOf(this.client);
    return { action: 'oauth_client.created', outcome: 'success', ...concerning(this.client), after };
  }
}

/** What an OAuth client may do, from where, or the keys that prove it have changed. */
export class OAuthClientUpdated extends AuditedEvent {
  constructor(
    readonly before: OAuthClientView,
    readonly after: OAuthClientView,
  ) {
    super();
  }

  audit(): AuditEntry {
    const [before, after] = [recordOf(this.before), recordOf(this.after)];
    return { action: 'oauth_client.updated', outcome: 'success', ...concerning(this.after), before, after };
  }
}

/** An OAuth client has got another secret. */
export class OAuthClientSecretRotated extends AuditedEvent {
  constructor(
    readonly before: OAuthClientView,
    readonly after: OAuthClientView,
  ) {
    super();
  }

  audit(): AuditEntry {
    const before = { secretHint: this.before.secretHint };
    const { secretHint, previousSecretEndsAt } = this.after;
    const after = { secretHint, previousSecretEndsAt };
    return { action: 'oauth_client.secret_rotated', outcome: 'success', ...concerning(this.after), before, after };
  }
}

/** An OAuth client proves nothing any more. */
export class OAuthClientRevoked extends AuditedEvent {
  constructor(readonly client: OAuthClientView) {
    super();
  }

  audit(): AuditEntry {
    const before = recordOf(this.client);
    return { action: 'oauth_client.revoked', outcome: 'success', ...concerning(this.client), before };
  }
}

const concerning = ({ id, agentId }: OAuthClientView) => ({
  subject: { type: 'oauth_client', id },
  onBehalfOf: agentId,
});

function recordOf(client: OAuthClientView) {
  const { name, authentication, jwks, permissions, allowedAddresses, madeWith, expiresAt } = client;
  const keyIds = jwks?.keys.map((it) => it.kid) ?? [];
  return { name, authentication, keyIds, permissions, allowedAddresses, madeWith, expiresAt };
}
