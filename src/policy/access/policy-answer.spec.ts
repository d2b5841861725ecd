import fc from 'fast-check';
import { policyOf, requestAbout, ScriptedKind, toolOf } from '../../../test/support/policies.js';
import { ApprovalPolicy } from '../access-requests/approval.policy.js';
import { Grants } from '../access-requests/grants.js';
import { adjudicate } from '../decisions/adjudicate.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import { evaluatePolicies } from '../decisions/evaluate-policies.js';
import { EFFECTS } from '../policies/policy.entity.js';
import { policyAnswer } from './policy-answer.js';

const OUTCOMES = ['match', 'no_match', 'indeterminate'] as const;
const ADDRESSES = [undefined, '192.0.2.1', '192.0.2.2'];

/** A policy that says one thing, or one thing for each address. */
const policy = fc
  .record({
    outcomes: fc.oneof(
      fc.constantFrom(...OUTCOMES).map((it) => [it, it, it]),
      fc.tuple(fc.constantFrom(...OUTCOMES), fc.constantFrom(...OUTCOMES), fc.constantFrom(...OUTCOMES)),
    ),
    effect: fc.constantFrom(...EFFECTS),
    mode: fc.constantFrom('enforced', 'enforced', 'shadow'),
    bound: fc.boolean(),
  })
  .map(({ outcomes, effect, mode, bound }): CompiledPolicy => {
    const dependsOn = new Set(outcomes).size > 1 ? 'call' : 'principal';
    const says = (address?: string) => outcomes[ADDRESSES.indexOf(address)] ?? 'indeterminate';
    const kind = new ScriptedKind((_, { address }) => ({ outcome: says(address), reasons: [] }), dependsOn);
    return { ...policyOf(kind, { effect, mode }), obligations: bound ? [{ type: 'require_bound_key' }] : [] };
  });
const request = requestAbout(toolOf('a'));

describe('what policies say whatever the call', () => {
  it('is what they say to a call without address, arguments and key', () => {
    fc.assert(
      fc.property(fc.array(policy, { maxLength: 5 }), (all) => {
        const single = adjudicate(evaluatePolicies(all, request), { action: request.action, keyProven: false });
        const { allowed, reason, obligations } = policyAnswer(all, request);
        expect({ allowed, reason, obligations }).toEqual({
          ...{ allowed: single.allowed, reason: single.reason, obligations: single.obligations },
        });
      }),
    );
  });

  it('is what they say to every call, unless it is conditional', () => {
    fc.assert(
      fc.property(fc.array(policy, { maxLength: 4 }), fc.boolean(), (all, keyProven) => {
        const answer = policyAnswer(all, request);
        fc.pre(!answer.conditional);
        for (const address of ADDRESSES) {
          const asked = address === undefined ? request : { ...request, address };
          const { allowed } = adjudicate(evaluatePolicies(all, asked), { action: request.action, keyProven });
          expect([address, allowed]).toEqual([address, answer.allowed]);
        }
      }),
    );
  });

  it.each<[string, 'access' | 'call', boolean]>([
    ['known where access was approved', 'access', false],
    ['open where each call is to be approved', 'call', true],
  ])('is %s', (_case, what, conditional) => {
    const permit = policyOf(new ScriptedKind(() => ({ outcome: 'match', reasons: [] }), 'principal'));
    const grant = { toolId: 'a', argumentsHash: null, since: new Date(0), until: new Date('2030-01-01T00:00:00Z') };
    const type = new ApprovalPolicy(new Grants(undefined as never, undefined as never));
    const settings = { for: what };
    const approval = { ...policyOf(type, { effect: 'require' }), type, settings, facts: [grant] } as CompiledPolicy;
    const answer = policyAnswer([permit, approval], request);
    expect([answer.conditional, answer.conditions.length > 0]).toEqual([conditional, conditional]);
    expect(answer.allowed).toBe(!conditional);
  });

  it('is not conditional where no call would be allowed', () => {
    const office = policyOf(new ScriptedKind(() => ({ outcome: 'no_match', reasons: [] })), { effect: 'require' });
    const permit = policyOf(new ScriptedKind(() => ({ outcome: 'match', reasons: [] }), 'principal'));
    expect(policyAnswer([office], request)).toMatchObject({ allowed: false, conditional: false, conditions: [] });
    expect(policyAnswer([office, permit], request)).toMatchObject({
      ...{ allowed: false, conditional: true, permits: [permit], conditions: [office] },
    });
  });
});
