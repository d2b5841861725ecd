import fc from 'fast-check';
import { policyOf, scripted } from '../../../test/support/policies.js';
import { type Effect, EFFECTS } from '../policies/policy.entity.js';
import { ACTIONS, type Obligation, type Verdict } from '../policy-type.js';
import { adjudicate } from './adjudicate.js';
import type { Judgement } from './decision.js';
import type { Evaluation } from './evaluate-policy.js';

const OUTCOMES = ['match', 'no_match', 'indeterminate'] as const;

function said(effect: Effect, outcome: Verdict['outcome'], obligations: readonly Obligation[] = []): Evaluation {
  const verdict = { outcome, reasons: [], obligations };
  return { policy: policyOf(scripted(outcome), { effect }), verdict, microseconds: 1 };
}

function inShadow({ policy, ...rest }: Evaluation): Evaluation {
  return { ...rest, policy: { ...policy, mode: 'shadow' } };
}

const scopes = fc.subarray(['invoke', 'read', 'write']);
const obligation: fc.Arbitrary<Obligation> = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((seconds) => ({ type: 'cap_ttl' as const, seconds })),
  fc.integer({ min: 1, max: 9 }).map((uses) => ({ type: 'cap_uses' as const, uses })),
  scopes.map((list) => ({ type: 'narrow_scopes' as const, scopes: list })),
  fc.constant({ type: 'require_bound_key' as const }),
  fc.subarray(['/a', '/b', '/c']).map((fields) => ({ type: 'redact' as const, fields })),
  fc.constantFrom('x', 'y').map((note) => ({ type: 'log' as const, note })),
);
const evaluation = fc
  .tuple(
    fc.constantFrom(...EFFECTS),
    fc.oneof({ weight: 6, arbitrary: fc.constant('match' as const) }, fc.constantFrom(...OUTCOMES)),
    fc.array(obligation, { maxLength: 3 }),
  )
  .map((it) => said(...it));
const evaluations = fc.array(evaluation, { maxLength: 6 });
const enforcement = fc.record({ action: fc.constantFrom(...ACTIONS), keyProven: fc.boolean() });

describe('obligations', () => {
  it('are the same in any order of the policies', () => {
    fc.assert(
      fc.property(evaluations, enforcement, (all, where) => {
        expect(answer(adjudicate(all.toReversed(), where))).toEqual(answer(adjudicate(all, where)));
      }),
    );
  });

  it('never allow more for one more of them', () => {
    fc.assert(
      fc.property(evaluations, fc.nat(5), obligation, enforcement, (all, index, more, where) => {
        const [before, after] = [adjudicate(all, where), adjudicate(all.map(adding(more, index)), where)];
        if (!after.allowed) return;
        expect(before.allowed).toBe(true);
        expect(isWithin(after.obligations.scopes, before.obligations.scopes)).toBe(true);
        expect(isWithin(before.obligations.redact ?? [], after.obligations.redact ?? [])).toBe(true);
        for (const cap of ['maxTtlSeconds', 'maxUses'] as const) {
          expect(after.obligations[cap] ?? Infinity).toBeLessThanOrEqual(before.obligations[cap] ?? Infinity);
        }
        expect(before.obligations.boundKey === true && after.obligations.boundKey !== true).toBe(false);
      }),
    );
  });
});

describe('shadow policies', () => {
  it('never change the decision', () => {
    fc.assert(
      fc.property(evaluations, evaluations, enforcement, (all, shadows, where) => {
        const judgement = adjudicate([...all, ...shadows.map(inShadow)], where);
        expect(answer(judgement)).toEqual(answer(adjudicate(all, where)));
        expect(judgement.trace).toHaveLength(all.length + shadows.length);
      }),
    );
  });

  it('tell exactly what enforcing them would do', () => {
    fc.assert(
      fc.property(evaluations, evaluations, enforcement, (all, shadows, where) => {
        const now = adjudicate([...all, ...shadows.map(inShadow)], where);
        const { allowed, reason } = adjudicate([...all, ...shadows], where);
        expect(now.shadow && { allowed: now.shadow.allowed, reason: now.shadow.reason }).toEqual(
          allowed === now.allowed ? undefined : { allowed, reason },
        );
        expect(now.shadow?.policyIds).not.toEqual([]);
      }),
    );
  });

  it('names those that make the difference', () => {
    const [forbids, demands, agrees] = [said('deny', 'match'), said('require', 'no_match'), said('require', 'match')];
    const { allowed, shadow } = adjudicate([said('permit', 'match'), ...[forbids, demands, agrees].map(inShadow)], {
      action: 'vend',
    });
    expect(allowed).toBe(true);
    expect(shadow).toMatchObject({ allowed: false, reason: { code: 'DENIED_BY_POLICY' } });
    expect(shadow?.policyIds).toEqual([forbids.policy.id, demands.policy.id]);
  });

  it('are named for obligations that cannot be honoured, too', () => {
    const narrowTo = (...list: string[]) => said('require', 'match', [{ type: 'narrow_scopes', scopes: list }]);
    const shadows = [said('permit', 'match', [{ type: 'require_bound_key' }]), narrowTo('read')];
    const { shadow } = adjudicate([said('permit', 'match'), ...shadows.map(inShadow)], { action: 'invoke' });
    expect(shadow?.reason.code).toBe('OBLIGATION_NOT_HONOURED');
    expect(shadow?.policyIds).toEqual(shadows.map(({ policy }) => policy.id));
  });
});

function answer({ allowed, reason, obligations }: Judgement) {
  return { allowed, reason, obligations };
}

function adding(more: Obligation, index: number) {
  return (it: Evaluation, at: number): Evaluation =>
    at === index ? { ...it, verdict: { ...it.verdict, obligations: [...(it.verdict.obligations ?? []), more] } } : it;
}

/** Undefined: everything. */
function isWithin(narrow: readonly string[] | undefined, wide: readonly string[] | undefined): boolean {
  return wide === undefined || (narrow?.every((it) => wide.includes(it)) ?? false);
}
