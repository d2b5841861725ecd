import { Injectable } from '@nestjs/common';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import type { PolicyTest } from './policy-test.entity.js';
import { PolicyTestRunner } from './policy-test-runner.js';
import { PolicyTestLimitReachedError } from './policy-tests.errors.js';
import { PolicyTestCreated, PolicyTestDeleted, PolicyTestUpdated } from './policy-tests.events.js';
import { PolicyTestsRepository } from './policy-tests.repository.js';
import type { TestResult } from './test-result.js';

/** As many as a change of policies can wait for: a test takes a few milliseconds, and more where kinds ask for facts. */
const MOST_TESTS = 200;

/** Writes tests, and says what came of them: no change of policies comes between. */
@Injectable()
export class PolicyTestChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: PolicyTestsRepository,
    private readonly runner: PolicyTestRunner,
    private readonly events: DomainEvents,
  ) {}

  /** @throws PolicyTestLimitReachedError */
  create(test: PolicyTest): Promise<TestResult> {
    return this.save(test, async () => {
      if ((await this.repository.count()) >= MOST_TESTS) throw new PolicyTestLimitReachedError(MOST_TESTS);
      await this.repository.insert(test);
      await this.events.publish(new PolicyTestCreated(test));
    });
  }

  /** @throws PreconditionFailedError when it has been changed meanwhile. */
  replace(before: PolicyTest, after: PolicyTest): Promise<TestResult> {
    return this.save(after, async () => {
      if (!(await this.repository.replace(after, before.revision))) throw new PreconditionFailedError();
      await this.events.publish(new PolicyTestUpdated(before, after));
    });
  }

  /** @throws PreconditionFailedError when it has been changed meanwhile. */
  async delete(test: PolicyTest): Promise<void> {
    await this.transactions.run(async () => {
      if (!(await this.repository.delete(test.id, test.revision))) throw new PreconditionFailedError();
      await this.events.publish(new PolicyTestDeleted(test));
    });
  }

  private save(test: PolicyTest, write: () => Promise<void>): Promise<TestResult> {
    return this.transactions.run(async () => {
      await this.repository.lockPolicies();
      await write();
      return this.runner.runOneNow(test);
    });
  }
}
