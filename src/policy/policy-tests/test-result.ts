import type { Judgement } from '../decisions/decision.js';
import type { PolicyTest } from './policy-test.entity.js';

/**
 * `broken`: the agent or the tool of the test is gone, and nothing can be asked about it. `not_run`: there was no time
 * left to ask.
 */
export const TEST_STATUSES = ['passed', 'failed', 'broken', 'not_run'] as const;
export type TestStatus = (typeof TEST_STATUSES)[number];

/** What came of a test. */
export interface TestResult {
  readonly test: PolicyTest;
  readonly status: TestStatus;
  /** The same for people. */
  readonly detail: string;
  /** Undefined where nothing was asked. */
  readonly got?: Judgement;
}

/** Compares what a test wants with the judgement. */
export function resultOf(test: PolicyTest, got: Judgement): TestResult {
  const { allowed, reason } = got;
  if (reason.code === 'UNKNOWN_TOOL') return broken(test, 'The tool of the test is gone.');
  const { expect } = test;
  const passed = allowed === expect.allowed && (expect.reasonCode ?? reason.code) === reason.code;
  if (passed) return { test, status: 'passed', detail: 'The answer is as expected.', got };
  const wanted = expect.reasonCode ?? (expect.allowed ? 'a yes' : 'a no');
  return { test, status: 'failed', detail: `Expected ${wanted}, got ${reason.code}: ${reason.detail}`, got };
}

export function broken(test: PolicyTest, detail: string): TestResult {
  return { test, status: 'broken', detail };
}

export function notRun(test: PolicyTest): TestResult {
  return { test, status: 'not_run', detail: 'There was no time left to run the test.' };
}

/** How far an answer is from what was expected: none, a wrong reason, a wrong answer, no answer. */
function distanceOf({ test, status, got }: TestResult): number {
  if (status === 'passed') return 0;
  return got?.allowed === test.expect.allowed ? 1 : 2;
}

/**
 * Whether a change makes a test worse than it was: failing where it passed, or answering wrongly where only the reason
 * was wrong. A test that could not be run before the change may have passed.
 */
export function isBrokenBy(before: TestResult, after: TestResult): boolean {
  return distanceOf(after) > (before.status === 'not_run' ? 0 : distanceOf(before));
}
