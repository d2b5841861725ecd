import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { Wrapping } from './wrapped-answers.repository.js';

abstract class WrappingEvent extends AuditedEvent {
  constructor(readonly wrapping: Wrapping) {
    super();
  }

  protected entry(action: string, outcome: AuditEntry['outcome'], reason?: string): AuditEntry {
    const { id, credentialId, creationPath, expiresAt } = this.wrapping;
    const subject = { type: 'wrapping', id };
    return { action, outcome, subject, ...(reason && { reason }), after: { credentialId, creationPath, expiresAt } };
  }
}

/** An answer was put under a token that opens it once. */
export class AnswerWrapped extends WrappingEvent {
  audit(): AuditEntry {
    return this.entry('wrapping.created', 'success');
  }
}

/** Somebody has read the answer. */
export class AnswerUnwrapped extends WrappingEvent {
  audit(): AuditEntry {
    return this.entry('wrapping.opened', 'success');
  }
}

/** The answer was taken from under this token, to be put under another. */
export class WrappingRotated extends WrappingEvent {
  audit(): AuditEntry {
    return this.entry('wrapping.rotated', 'success');
  }
}

/** A token was presented that had been used before: two have had it, and one of them has read the answer. */
export class WrappingReused extends WrappingEvent {
  audit(): AuditEntry {
    return this.entry('wrapping.reused', 'refused', 'the wrapping token had been used before');
  }
}
