import assert from 'node:assert/strict';
import type { AccessRequest, FactsQuestion, PolicyType, Verdict } from '../../policy/index.js';
import { describeExtension } from './extension.contract.js';
import { isIn } from './tool-filters.js';
import { ODD_REQUESTS, otherCall, otherTool } from './access-requests.js';
import { describeDto, frozen, parseWith } from './settings.contract.js';
import { type Lazy, made, testFramework } from './test-framework.js';

export interface PolicyTypeSamples {
  /** Settings that the kind takes. */
  readonly settings: readonly object[];
  /** Settings that it refuses, beside what no kind takes. */
  readonly refused?: readonly object[];
  /** Requests of its own, beside the odd ones that every kind is asked. */
  readonly requests?: readonly AccessRequest[];
  /** What a kind that asks for facts is told; unset, it is asked which they are. */
  readonly facts?: unknown;
}

const OUTCOMES = ['match', 'no_match', 'indeterminate'];

type Ask = (request: AccessRequest) => Verdict;
type Check = (ask: Ask, request: AccessRequest, type: PolicyType, settings: object) => unknown;
/** A test that checks every request under every settings. */
type Each = (check: Check) => () => Promise<void>;

/** The contract of `PolicyType`, to be called inside a `describe`. */
export function describePolicyType(type: Lazy<PolicyType>, samples: Lazy<PolicyTypeSamples>): void {
  const { it } = testFramework();
  describeExtension(type);
  describeDto('settings', async () => {
    const { settings, refused = [] } = await made(samples);
    return { type: (await made(type)).settingsDto, accepted: settings, refused };
  });

  it('says what it depends on and how it is stored by default', async () => {
    const { dependsOn, defaultEffect } = await made(type);
    assert.ok(['principal', 'tool', 'call'].includes(dependsOn));
    assert.ok(['permit', 'require'].includes(defaultEffect));
  });

  const each = eachOf(type, samples);
  describeVerdicts(each);
  describeFacts(each);
}

function eachOf(type: Lazy<PolicyType>, samples: Lazy<PolicyTypeSamples>): Each {
  return (check) => async () => {
    const policyType = await made(type);
    const { settings, requests = [], facts } = await made(samples);
    for (const json of settings) {
      const parsed = frozen(await parseWith(policyType.settingsDto, json));
      for (const request of [...ODD_REQUESTS, ...requests].map(frozen)) {
        const told = facts ?? (await policyType.facts?.(parsed, askedFor(request)));
        await check((asked) => policyType.evaluate(parsed, asked, told), request, policyType, parsed);
      }
    }
  };
}

function describeVerdicts(each: Each): void {
  const { it } = testFramework();

  it(
    'answers the oddest request with a verdict, changing nothing',
    each((ask, request) => assertVerdict(ask(request), request)),
  );

  it(
    'answers the same question with the same verdict',
    each((ask, request) => assert.deepEqual(ask(request), ask(request))),
  );

  it(
    'tells of all tools at once what it says of each',
    each((ask, request, type, settings) => {
      const filter = type.matching?.(settings, request);
      if (filter) assert.equal(ask(request).outcome, isIn(filter, request.resource) ? 'match' : 'no_match');
    }),
  );

  it(
    'looks at nothing but what it says it depends on',
    each((ask, request, { dependsOn }) => {
      const same = (other: AccessRequest) => assert.equal(ask(other).outcome, ask(request).outcome);
      if (dependsOn !== 'call') same(otherCall(request));
      if (dependsOn === 'principal') same(otherTool(request));
    }),
  );
}

/** What a kind finds out and uses up; one that does neither passes. */
function describeFacts(each: Each): void {
  const { it } = testFramework();

  it(
    'finds out the same facts again: neither finding out nor evaluating changes them',
    each(async (ask, request, type, settings) => {
      const before = await type.facts?.(settings, askedFor(request));
      ask(request);
      assert.deepEqual(await type.facts?.(settings, askedFor(request)), before);
    }),
  );

  it(
    'answers with a verdict where facts are missing',
    each((_ask, request, type, settings) => assertVerdict(type.evaluate(settings, request, undefined), request)),
  );

  it(
    'uses up with a verdict',
    each(async (_ask, request, type, settings) => {
      const verdict = await type.consume?.(settings, askedFor(request));
      if (verdict) assertVerdict(verdict, request);
    }),
  );
}

/** A policy that nobody has stored, so nothing is used up of it yet. */
const POLICY_ID = '0190a0b0-0000-7000-8000-00000000aaaa';

function askedFor(request: AccessRequest): AccessRequest & FactsQuestion {
  return { ...request, policyId: POLICY_ID };
}

const OBLIGATIONS = ['cap_ttl', 'cap_uses', 'narrow_scopes', 'require_bound_key', 'redact', 'log'];

function assertVerdict(verdict: Verdict, { at }: AccessRequest): void {
  assert.ok(OUTCOMES.includes(verdict.outcome), 'A verdict is a match, no_match or indeterminate, never a promise');
  assert.ok(verdict.reasons.length > 0, 'A verdict has a reason');
  for (const { code, detail } of verdict.reasons) {
    assert.match(code, /^[A-Z][A-Z0-9_]*$/);
    assert.ok(detail.length > 0);
  }
  for (const { type } of verdict.obligations ?? []) assert.ok(OBLIGATIONS.includes(type));
  if (verdict.validUntil) assert.ok(verdict.validUntil > at, 'A verdict does not end before it is given');
}
