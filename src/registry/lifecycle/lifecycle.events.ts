import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ToolStanding } from '../tools/tool-status.js';
import type { TransitionName } from './transitions.js';

/** A tool took a step in its life. */
abstract class ToolTransition extends AuditedEvent {
  protected abstract readonly action: string;
  readonly toolId: string;
  readonly #before: ToolStanding;
  readonly #after: ToolStanding;

  constructor(before: ToolSnapshot, after: ToolSnapshot) {
    super();
    this.toolId = after.id;
    this.#before = standingOf(before);
    this.#after = standingOf(after);
  }

  audit(): AuditEntry {
    const { statusReason: reason } = this.#after;
    return {
      action: this.action,
      outcome: 'success',
      subject: { type: 'tool', id: this.toolId },
      before: { ...this.#before },
      after: { ...this.#after },
      ...(reason !== null && { reason }),
    };
  }
}

export class ToolSubmitted extends ToolTransition {
  protected readonly action = 'tool.submitted';
}

export class ToolRejected extends ToolTransition {
  protected readonly action = 'tool.rejected';
}

export class ToolActivated extends ToolTransition {
  protected readonly action = 'tool.activated';
}

export class ToolDeprecated extends ToolTransition {
  protected readonly action = 'tool.deprecated';
}

/** Nobody uses it any more, and its credentials end. */
export class ToolRetired extends ToolTransition {
  protected readonly action = 'tool.retired';
}

/** Nobody uses it until it was looked at, and its credentials end. */
export class ToolQuarantined extends ToolTransition {
  protected readonly action = 'tool.quarantined';
}

export class ToolReleased extends ToolTransition {
  protected readonly action = 'tool.released';
}

export const TRANSITION_EVENTS = {
  submit: ToolSubmitted,
  reject: ToolRejected,
  activate: ToolActivated,
  deprecate: ToolDeprecated,
  retire: ToolRetired,
  quarantine: ToolQuarantined,
  release: ToolReleased,
} as const satisfies Readonly<Record<TransitionName, unknown>>;

function standingOf({ status, statusReason, deprecatedAt, sunsetAt, successorId, drift }: ToolSnapshot): ToolStanding {
  return { status, statusReason, deprecatedAt, sunsetAt, successorId, drift };
}
