import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AgentsService } from '../../auth/index.js';
import { Judge } from '../decisions/judge.js';
import type { PolicyIndex } from '../decisions/policy-index.js';
import { PolicySet } from '../decisions/policy-set.js';
import { hypotheticalQuestion } from '../evaluation/hypothetical-question.js';
import type { Subject } from '../policy-type.js';
import type { Given, PolicyTest } from './policy-test.entity.js';
import { PolicyTestsRepository } from './policy-tests.repository.js';
import { broken, notRun, resultOf, type TestResult } from './test-result.js';

/** So long a change of policies may wait for its tests, and others for the change. */
const LONGEST_RUN_MS = 5000;

/** Whoever the made-up agent is, no policy is written about it, and it owns and is granted nothing. */
const MADE_UP = { id: '00000000-0000-0000-0000-000000000000', name: 'policy-test', type: 'bot' };

/** Asks what tests ask. Stores nothing and uses nothing up. */
@Injectable()
export class PolicyTestRunner {
  constructor(
    private readonly agents: AgentsService,
    private readonly judge: Judge,
    private readonly policySet: PolicySet,
    private readonly repository: PolicyTestsRepository,
  ) {}

  /** How long a run may take, from now. */
  static timeLimit(): AbortSignal {
    return AbortSignal.timeout(LONGEST_RUN_MS);
  }

  /** The results under the policies in force; inside a transaction, under those that it sees. */
  async runNow(tests: readonly PolicyTest[]): Promise<TestResult[]> {
    const { index } = await this.policySet.current();
    return this.run(tests, index, PolicyTestRunner.timeLimit());
  }

  /** The result of one under the same policies. */
  async runOneNow(test: PolicyTest): Promise<TestResult> {
    const { index } = await this.policySet.current();
    return this.repository.withoutTrace(() => this.ask(test, index));
  }

  /** The results under these policies, one after the other; between two, other requests have their turn. */
  async run(tests: readonly PolicyTest[], index: PolicyIndex, timeUp: AbortSignal): Promise<TestResult[]> {
    const results: TestResult[] = [];
    for (const test of tests) {
      await setImmediate();
      results.push(timeUp.aborted ? notRun(test) : await this.repository.withoutTrace(() => this.ask(test, index)));
    }
    return results;
  }

  private async ask(test: PolicyTest, index: PolicyIndex): Promise<TestResult> {
    const subject = await this.subjectOf(test.given);
    if (!subject) return broken(test, 'The agent of the test is gone.');
    return resultOf(test, await this.judge.judge(hypotheticalQuestion(subject, test.given), index));
  }

  private async subjectOf({ agentId, roles = [] }: Given): Promise<Subject | undefined> {
    return agentId === undefined ? { ...MADE_UP, roles } : this.agents.find(agentId);
  }
}
