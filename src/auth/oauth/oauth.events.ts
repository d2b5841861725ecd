import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { Permission } from '../permissions.js';

interface Exchange {
  readonly tokenId: string;
  readonly subjectId: string;
  readonly subjectTokenId: string;
  readonly actorId: string;
  readonly clientId: string | undefined;
  readonly permissions: readonly Permission[];
}

/** An agent has got a token to act for another one. */
export class TokenExchanged extends AuditedEvent {
  constructor(readonly exchange: Exchange) {
    super();
  }

  audit(): AuditEntry {
    const { tokenId, subjectId, ...after } = this.exchange;
    const subject = { type: 'access_token', id: tokenId };
    return { action: 'token.exchanged', outcome: 'success', subject, onBehalfOf: subjectId, after };
  }
}

/** A client that had proved itself was refused a token. */
export class TokenRefused extends AuditedEvent {
  constructor(
    readonly clientId: string,
    /** Code of the error catalogue. */
    readonly reason: string,
  ) {
    super();
  }

  audit(): AuditEntry {
    const subject = { type: 'oauth_client', id: this.clientId };
    return { action: 'token.refused', outcome: 'refused', subject, reason: this.reason.toLowerCase() };
  }
}

/** An access token was revoked before its time, with all that rest on it. */
export class TokenRevoked extends AuditedEvent {
  constructor(
    readonly tokenId: string,
    /** The agent for whom it acted. */
    readonly agentId: string,
  ) {
    super();
  }

  audit(): AuditEntry {
    const subject = { type: 'access_token', id: this.tokenId };
    return { action: 'token.revoked', outcome: 'success', subject, onBehalfOf: this.agentId };
  }
}
