import type { Judgement } from '../decisions/decision.js';
import type { Expectation, PolicyTest } from './policy-test.entity.js';
import { broken, isBrokenBy, notRun, resultOf, type TestResult } from './test-result.js';

const YES = answer(true, 'PERMITTED');
const FORBIDDEN = answer(false, 'DENIED_BY_POLICY');
const UNPERMITTED = answer(false, 'NO_PERMIT');

function answer(allowed: boolean, code: Judgement['reason']['code']): Judgement {
  return { allowed, reason: { code, detail: '' }, obligations: {}, trace: [] };
}

function testOf(expect: Expectation): PolicyTest {
  return { name: 'a test', expect } as PolicyTest;
}

describe('a policy test', () => {
  it.each<[Expectation, Judgement, TestResult['status']]>([
    [{ allowed: true }, YES, 'passed'],
    [{ allowed: true }, FORBIDDEN, 'failed'],
    [{ allowed: false }, YES, 'failed'],
    [{ allowed: false }, UNPERMITTED, 'passed'],
    [{ allowed: false, reasonCode: 'NO_PERMIT' }, UNPERMITTED, 'passed'],
    [{ allowed: false, reasonCode: 'NO_PERMIT' }, FORBIDDEN, 'failed'],
    [{ allowed: true, reasonCode: 'PERMITTED' }, YES, 'passed'],
    [{ allowed: false }, answer(false, 'UNKNOWN_TOOL'), 'broken'],
  ])('that expects %j and gets %j has %s', (expectation, got, status) => {
    expect(resultOf(testOf(expectation), got).status).toBe(status);
  });
});

describe('a change', () => {
  const test = testOf({ allowed: false, reasonCode: 'DENIED_BY_POLICY' });
  const results = {
    passed: resultOf(test, FORBIDDEN),
    'wrong reason': resultOf(test, UNPERMITTED),
    'wrong answer': resultOf(test, YES),
    broken: broken(test, 'It is gone.'),
    'not run': notRun(test),
  };
  type Name = keyof typeof results;
  const BREAKS: Readonly<Record<Name, readonly Name[]>> = {
    passed: ['wrong reason', 'wrong answer', 'broken', 'not run'],
    'wrong reason': ['wrong answer', 'broken', 'not run'],
    'wrong answer': [],
    broken: [],
    'not run': ['wrong reason', 'wrong answer', 'broken', 'not run'],
  };

  it.each(Object.entries(BREAKS))('after which the test is worse than %s breaks it', (before, worse) => {
    const names = Object.keys(results) as Name[];
    expect(names.filter((after) => isBrokenBy(results[before as Name], results[after]))).toEqual(worse);
  });
});
