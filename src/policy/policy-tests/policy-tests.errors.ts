import { AppError } from '../../common/errors/app-error.js';
import type { TestResult } from './test-result.js';

export class PolicyTestNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'POLICY_TEST_NOT_FOUND';

  constructor() {
    super('There is no such policy test.');
  }
}

export class PolicyTestLimitReachedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'POLICY_TEST_LIMIT_REACHED';

  constructor(most: number) {
    super(`There are ${String(most)} policy tests, and each change of policies waits for all of them. Delete some.`);
  }
}

export class PolicyTestFailedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'POLICY_TEST_FAILED';

  constructor(failures: readonly TestResult[]) {
    const names = failures.map(({ test }) => `"${test.name}"`).join(', ');
    super(
      `Nothing was changed: the change would break the policy ${failures.length > 1 ? 'tests' : 'test'} ${names}.`,
      {
        extensions: { tests: failures.map(summaryOf) },
      },
    );
  }
}

function summaryOf({ test, status, detail, got }: TestResult) {
  const { id, name, expect: expected } = test;
  return { id, name, status, detail, expected, got: got ? { allowed: got.allowed, reason: got.reason } : null };
}
