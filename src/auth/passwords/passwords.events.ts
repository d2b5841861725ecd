import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';

/** An agent has another password, and all its access tokens have ended. */
export class PasswordChanged extends AuditedEvent {
  constructor(
    readonly agentId: string,
    /** By its current password, or by a reset token. */
    readonly by: 'password' | 'reset_token',
  ) {
    super();
  }

  audit(): AuditEntry {
    return { action: 'password.changed', outcome: 'success', subject: agent(this.agentId), after: { by: this.by } };
  }
}

/** An agent presented a wrong current password, or too many of them. */
export class PasswordChangeRefused extends AuditedEvent {
  constructor(
    readonly agentId: string,
    readonly reason: 'wrong_password' | 'locked',
  ) {
    super();
  }

  audit(): AuditEntry {
    const { agentId, reason } = this;
    return { action: 'password.change_refused', outcome: 'refused', subject: agent(agentId), reason };
  }
}

/** Somebody has got a token by which an agent can be given another password. */
export class PasswordResetIssued extends AuditedEvent {
  constructor(
    readonly agentId: string,
    readonly expiresAt: Date,
  ) {
    super();
  }

  audit(): AuditEntry {
    const after = { expiresAt: this.expiresAt };
    return { action: 'password.reset_issued', outcome: 'success', subject: agent(this.agentId), after };
  }
}

/** A reset token opened nothing. */
export class PasswordResetRefused extends AuditedEvent {
  audit(): AuditEntry {
    const subject = { type: 'password_reset', id: 'unknown' };
    return { action: 'password.reset_refused', outcome: 'refused', subject, reason: 'invalid_token' };
  }
}

const agent = (id: string) => ({ type: 'agent', id });
