import { canonicalJson } from '../common/canonical-json.js';
import { type AuditEntry, AuditedEvent, DomainEvent } from '../common/events/domain-event.js';
import type { Decision } from './decisions/decision.js';

/** An access request was answered, yes or no. */
export class AccessDecided extends DomainEvent {
  constructor(readonly decision: Decision) {
    super();
  }
}

type PolicyState = Readonly<Record<string, unknown>>;

/** Any change of the policies in force. */
export abstract class PolicyChanged extends AuditedEvent {
  protected abstract readonly action: string;

  constructor(
    readonly policyId: string,
    protected readonly before: PolicyState | undefined,
    protected readonly after: PolicyState | undefined,
  ) {
    super();
  }

  audit(): AuditEntry {
    return {
      action: this.action,
      outcome: 'success',
      subject: { type: 'policy', id: this.policyId },
      ...(this.before && { before: this.before }),
      ...(this.after && { after: this.after }),
    };
  }
}

export class PolicyCreated extends PolicyChanged {
  protected readonly action = 'policy.created';

  constructor(policyId: string, after: PolicyState) {
    super(policyId, undefined, after);
  }
}

export class PolicyUpdated extends PolicyChanged {
  protected readonly action: string = 'policy.updated';

  constructor(
    policyId: string,
    protected override readonly before: PolicyState,
    protected override readonly after: PolicyState,
  ) {
    super(policyId, before, after);
  }

  /** Whether more has changed than what it is called. */
  get mayDecideOtherwise(): boolean {
    const { before, after } = this;
    const changed = Object.keys(after).filter((it) => canonicalJson(before[it]) !== canonicalJson(after[it]));
    return changed.some((it) => it !== 'name' && it !== 'description');
  }
}

/** A change to what the policy was before. */
export class PolicyRolledBack extends PolicyUpdated {
  protected override readonly action = 'policy.rolled_back';
}

export class PolicyDeleted extends PolicyChanged {
  protected readonly action = 'policy.deleted';

  constructor(policyId: string, before: PolicyState) {
    super(policyId, before, undefined);
  }
}
