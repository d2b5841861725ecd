import assert from 'node:assert/strict';
import type { AccessRequest, PolicyType, Verdict } from '../../policy/index.js';
import { describeExtension } from './extension.contract.js';
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
}

const OUTCOMES = ['match', 'no_match', 'indeterminate'];

/** The contract of `PolicyType`, to be called inside a `describe`. */
export function describePolicyType(type: Lazy<PolicyType>, samples: Lazy<PolicyTypeSamples>): void {
  const { it } = testFramework();
  const each = (check: (type: PolicyType, settings: object, request: AccessRequest) => void) => async () => {
    const policyType = await made(type);
    const { settings, requests = [] } = await made(samples);
    for (const json of settings) {
      const parsed = frozen(await parseWith(policyType.settingsDto, json));
      for (const request of [...ODD_REQUESTS, ...requests]) check(policyType, parsed, frozen(request));
    }
  };

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

  it(
    'answers the oddest request with a verdict, changing nothing',
    each((policyType, settings, request) => assertVerdict(policyType.evaluate(settings, request), request)),
  );

  it(
    'answers the same question with the same verdict',
    each((policyType, settings, request) => {
      assert.deepEqual(policyType.evaluate(settings, request), policyType.evaluate(settings, request));
    }),
  );

  it(
    'looks at nothing but what it says it depends on',
    each((policyType, settings, request) => {
      const same = (other: AccessRequest) =>
        assert.equal(policyType.evaluate(settings, other).outcome, policyType.evaluate(settings, request).outcome);
      if (policyType.dependsOn !== 'call') same(otherCall(request));
      if (policyType.dependsOn === 'principal') same(otherTool(request));
    }),
  );
}

function assertVerdict(verdict: Verdict, { at }: AccessRequest): void {
  assert.ok(OUTCOMES.includes(verdict.outcome), 'A verdict is a match, no_match or indeterminate, never a promise');
  assert.ok(verdict.reasons.length > 0, 'A verdict has a reason');
  for (const { code, detail } of verdict.reasons) {
    assert.match(code, /^[A-Z][A-Z0-9_]*$/);
    assert.ok(detail.length > 0);
  }
  for (const { type } of verdict.obligations ?? []) assert.ok(['cap_ttl', 'cap_uses', 'narrow_scopes'].includes(type));
  if (verdict.validUntil) assert.ok(verdict.validUntil > at, 'A verdict does not end before it is given');
}
