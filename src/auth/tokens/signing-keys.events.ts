import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';

export type RotationReason = 'schedule' | 'command' | 'compromised';

/** Another key signs access tokens. Names keys by their ids alone. */
export class SigningKeysRotated extends AuditedEvent {
  constructor(
    readonly reason: RotationReason,
    /** The key that signed until now. */
    readonly previous: string,
    readonly current: string,
    readonly next: string,
  ) {
    super();
  }

  audit(): AuditEntry {
    const { reason, previous, current, next } = this;
    const subject = { type: 'signing_key', id: current };
    const [before, after] = [
      { current: previous, next: current },
      { current, next },
    ];
    return { action: 'signing_keys.rotated', outcome: 'success', subject, reason, before, after };
  }
}
