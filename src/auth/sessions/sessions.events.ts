import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { SessionView } from './session-view.js';

/** A login may be carried on by refresh tokens. */
export class SessionStarted extends AuditedEvent {
  constructor(readonly session: SessionView) {
    super();
  }

  audit(): AuditEntry {
    const { method, permissions, boundToKey, expiresAt } = this.session;
    const after = { method, permissions, boundToKey, expiresAt };
    return { action: 'session.started', outcome: 'success', ...concerning(this.session), after };
  }
}

/** A refresh token has been exchanged for the next one and an access token. */
export class SessionRefreshed extends AuditedEvent {
  constructor(readonly session: SessionView) {
    super();
  }

  audit(): AuditEntry {
    return { action: 'session.refreshed', outcome: 'success', ...concerning(this.session) };
  }
}

/** `not_granted`: the session or its proof is over, its agent may not log in, or it came from another address. */
export type RefreshRefusal = 'key_not_proven' | 'method_gone' | 'not_granted' | 'epoch_changed' | 'basis_revoked';

/** Somebody who has the unused refresh token of a session may not carry it on. */
export class RefreshRefused extends AuditedEvent {
  constructor(
    readonly session: SessionView,
    readonly reason: RefreshRefusal,
  ) {
    super();
  }

  audit(): AuditEntry {
    return { action: 'session.refresh_refused', outcome: 'refused', ...concerning(this.session), reason: this.reason };
  }
}

/** A refresh token came a second time, so somebody has stolen one: its session has ended. */
export class RefreshTokenReused extends AuditedEvent {
  constructor(readonly session: SessionView) {
    super();
  }

  audit(): AuditEntry {
    const reason = 'refresh_token_reused';
    return { action: 'session.refresh_token_reused', outcome: 'refused', ...concerning(this.session), reason };
  }
}

/** A session, and every access token that rests on it, has been ended. */
export class SessionEnded extends AuditedEvent {
  constructor(readonly session: SessionView) {
    super();
  }

  audit(): AuditEntry {
    return { action: 'session.ended', outcome: 'success', ...concerning(this.session) };
  }
}

/** An agent has ended the access token that it presented. */
export class LoggedOut extends AuditedEvent {
  constructor(
    readonly agentId: string,
    readonly tokenId: string,
  ) {
    super();
  }

  audit(): AuditEntry {
    const subject = { type: 'agent', id: this.agentId };
    return { action: 'login.ended', outcome: 'success', subject, before: { tokenId: this.tokenId } };
  }
}

const concerning = ({ id, agentId }: SessionView) => ({ subject: { type: 'session', id }, onBehalfOf: agentId });
