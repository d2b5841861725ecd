import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import type { PolicyIndex } from '../decisions/policy-index.js';
import { PolicySet } from '../decisions/policy-set.js';
import type { PolicyTest } from './policy-test.entity.js';
import { PolicyTestRunner } from './policy-test-runner.js';
import { PolicyTestFailedError } from './policy-tests.errors.js';
import { PolicyTestsRepository } from './policy-tests.repository.js';
import { isBrokenBy, type TestResult } from './test-result.js';

/** Lets a change of policies land only where it makes no stored test worse. */
@Injectable()
export class PolicyTestGate {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: PolicyTestsRepository,
    private readonly policySet: PolicySet,
    private readonly runner: PolicyTestRunner,
  ) {}

  /**
   * Runs the change of a policy in a transaction, one after the other: each is tested on what those before it have left.
   *
   * @throws PolicyTestFailedError, and nothing is changed.
   */
  async pass(policyId: string, change: () => Promise<void>): Promise<void> {
    await this.transactions.run(async () => {
      await this.repository.lockPolicies();
      const tests = await this.repository.findAll();
      if (tests.length === 0) return change();
      const before = await this.policySet.current();
      await change();
      const after = await this.policySet.readChanged(before, [policyId]);
      const failures = await this.failures(tests, before.index, after.index);
      if (failures.length > 0) throw new PolicyTestFailedError(failures);
    });
  }

  /** What passes needs no comparison: only what does not is asked of the policies as they were, too. */
  private async failures(tests: readonly PolicyTest[], before: PolicyIndex, after: PolicyIndex): Promise<TestResult[]> {
    const timeUp = PolicyTestRunner.timeLimit();
    const suspects = (await this.runner.run(tests, after, timeUp)).filter(({ status }) => status !== 'passed');
    const earlier = await this.runner.run(
      suspects.map(({ test }) => test),
      before,
      timeUp,
    );
    return suspects.filter((later, position) => isBrokenBy(earlier[position] ?? later, later));
  }
}
