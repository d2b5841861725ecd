import { type AuditEntry, AuditedEvent } from '../common/events/domain-event.js';

/** An agent has proved who it is and got an access token. */
export class LoginSucceeded extends AuditedEvent {
  constructor(
    readonly agentId: string,
    /** Name of the auth method instance. */
    readonly method: string,
  ) {
    super();
  }

  audit(): AuditEntry {
    const subject = { type: 'agent', id: this.agentId };
    return { action: 'login.succeeded', outcome: 'success', subject, after: { method: this.method } };
  }
}

export type LoginRefusal =
  'unknown_method' | 'locked' | 'not_proven' | 'not_an_agent' | 'grant_too_wide' | 'unavailable';

/** A login was refused. What was presented is not kept: people type passwords into name fields. */
export class LoginRefused extends AuditedEvent {
  constructor(
    readonly reason: LoginRefusal,
    /** Name of the auth method instance; undefined when there is none of the name that was asked for. */
    readonly method?: string,
  ) {
    super();
  }

  audit(): AuditEntry {
    const subject = { type: 'auth_method', id: this.method ?? 'unknown' };
    return { action: 'login.refused', outcome: 'refused', subject, reason: this.reason };
  }
}
