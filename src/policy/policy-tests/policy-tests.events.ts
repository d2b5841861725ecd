import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { PolicyTest } from './policy-test.entity.js';

/** A change of what the policies are to answer. */
abstract class PolicyTestEvent extends AuditedEvent {
  protected abstract readonly action: string;

  constructor(
    readonly testId: string,
    private readonly before: PolicyTest | undefined,
    private readonly after: PolicyTest | undefined,
  ) {
    super();
  }

  audit(): AuditEntry {
    return {
      action: this.action,
      outcome: 'success',
      subject: { type: 'policy_test', id: this.testId },
      ...(this.before && { before: stateOf(this.before) }),
      ...(this.after && { after: stateOf(this.after) }),
    };
  }
}

export class PolicyTestCreated extends PolicyTestEvent {
  protected readonly action = 'policy_test.created';

  constructor(test: PolicyTest) {
    super(test.id, undefined, test);
  }
}

export class PolicyTestUpdated extends PolicyTestEvent {
  protected readonly action = 'policy_test.updated';

  constructor(before: PolicyTest, after: PolicyTest) {
    super(after.id, before, after);
  }
}

export class PolicyTestDeleted extends PolicyTestEvent {
  protected readonly action = 'policy_test.deleted';

  constructor(test: PolicyTest) {
    super(test.id, test, undefined);
  }
}

function stateOf({ name, description, given, expect }: PolicyTest) {
  return { name, description, given, expect };
}
