import fc from 'fast-check';
import { policyOf, scripted } from '../../../test/support/policies.js';
import { type Effect, EFFECTS, type Mode, MODES } from '../policies/policy.entity.js';
import type { Obligation, Verdict } from '../policy-type.js';
import { combine } from './combine.js';
import type { Evaluation } from './evaluate-policy.js';

const OUTCOMES = ['match', 'no_match', 'indeterminate'] as const;

function said(
  effect: Effect,
  outcome: Verdict['outcome'],
  rest: Partial<Verdict> = {},
  mode: Mode = 'enforced',
): Evaluation {
  const verdict = { outcome, reasons: [], ...rest };
  return { policy: policyOf(scripted(outcome), { effect, mode }), verdict, microseconds: 1 };
}

describe('combining what policies say', () => {
  const permit = said('permit', 'match');

  it.each<[string, Evaluation[], string]>([
    ['nothing applies', [], 'NO_PERMIT'],
    ['a permit matches', [permit], 'PERMITTED'],
    ['a permit does not match', [said('permit', 'no_match')], 'NO_PERMIT'],
    ['one of two permits matches', [said('permit', 'no_match'), permit], 'PERMITTED'],
    ['a require matches without a permit', [said('require', 'match')], 'NO_PERMIT'],
    ['permit and require match', [permit, said('require', 'match')], 'PERMITTED'],
    [
      'one of two requires does not match',
      [permit, said('require', 'match'), said('require', 'no_match')],
      'REQUIREMENT_NOT_MET',
    ],
    ['a deny matches', [permit, said('deny', 'match')], 'DENIED_BY_POLICY'],
    ['a deny does not match', [permit, said('deny', 'no_match')], 'PERMITTED'],
    ['another permit is indeterminate', [permit, said('permit', 'indeterminate')], 'INDETERMINATE'],
    ['a deny is indeterminate', [permit, said('deny', 'indeterminate')], 'INDETERMINATE'],
    [
      'a deny matches and another is indeterminate',
      [said('deny', 'indeterminate'), said('deny', 'match')],
      'DENIED_BY_POLICY',
    ],
    ['nothing permits and a require fails', [said('require', 'no_match')], 'NO_PERMIT'],
    ['a shadow deny matches', [permit, said('deny', 'match', {}, 'shadow')], 'PERMITTED'],
    ['a shadow permit matches', [said('permit', 'match', {}, 'shadow')], 'NO_PERMIT'],
    ['a shadow policy is indeterminate', [permit, said('require', 'indeterminate', {}, 'shadow')], 'PERMITTED'],
  ])('when %s', (_case, evaluations, code) => {
    const judgement = combine(evaluations);
    expect(judgement.reason.code).toBe(code);
    expect(judgement.allowed).toBe(code === 'PERMITTED');
    expect(judgement.trace).toHaveLength(evaluations.length);
  });

  it('honours the strictest obligations of all that match', () => {
    const ttl = (seconds: number): Obligation => ({ type: 'cap_ttl', seconds });
    const uses = (number: number): Obligation => ({ type: 'cap_uses', uses: number });
    const scopes = (...list: string[]): Obligation => ({ type: 'narrow_scopes', scopes: list });
    const { obligations } = combine([
      said('permit', 'match', { obligations: [ttl(900), scopes('invoke', 'read')] }),
      said('require', 'match', { obligations: [ttl(60), uses(3), scopes('read', 'write')] }),
      said('permit', 'no_match', { obligations: [ttl(1)] }),
      said('require', 'match', { obligations: [uses(1)] }, 'shadow'),
    ]);
    expect(obligations).toEqual({ maxTtlSeconds: 60, maxUses: 3, scopes: ['read'] });
  });

  const [soon, later] = [new Date('2026-03-02T12:00:00Z'), new Date('2026-03-02T18:00:00Z')];
  it.each<[string, Evaluation[], Date | undefined]>([
    ['for good', [permit], undefined],
    ['as long as the permit', [said('permit', 'match', { validUntil: soon })], soon],
    [
      'as long as the longest permit',
      [said('permit', 'match', { validUntil: later }), said('permit', 'match', { validUntil: soon })],
      later,
    ],
    ['for good where one permit does', [said('permit', 'match', { validUntil: soon }), permit], undefined],
    [
      'whatever a permit will say that does not match',
      [permit, said('permit', 'no_match', { validUntil: soon })],
      undefined,
    ],
    ['as long as a require', [permit, said('require', 'match', { validUntil: soon })], soon],
    [
      'until a deny may match',
      [said('permit', 'match', { validUntil: later }), said('deny', 'no_match', { validUntil: soon })],
      soon,
    ],
    ['as a no until a permit may match', [said('permit', 'no_match', { validUntil: soon })], soon],
    ['whatever a shadow policy says', [permit, said('require', 'match', { validUntil: soon }, 'shadow')], undefined],
  ])('holds %s', (_case, evaluations, end) => {
    expect(combine(evaluations).validUntil).toEqual(end);
  });
});

describe('the algebra of policies', () => {
  const evaluation = fc
    .record({
      effect: fc.constantFrom(...EFFECTS),
      outcome: fc.constantFrom(...OUTCOMES),
      mode: fc.constantFrom(...MODES.slice(0, 2)),
    })
    .map(({ effect, outcome, mode }) => said(effect, outcome, {}, mode));
  const evaluations = fc.array(evaluation, { maxLength: 8 });

  it('allows exactly what its definition says', () => {
    fc.assert(
      fc.property(evaluations, (all) => {
        const enforced = all.filter(({ policy }) => policy.mode === 'enforced');
        const outcomes = (effect: Effect) =>
          enforced.filter((it) => it.policy.effect === effect).map((it) => it.verdict.outcome);
        const allowed =
          outcomes('permit').includes('match') &&
          outcomes('require').every((it) => it === 'match') &&
          !outcomes('deny').includes('match') &&
          !enforced.some((it) => it.verdict.outcome === 'indeterminate');
        expect(combine(all).allowed).toBe(allowed);
      }),
    );
  });

  it('never turns no into yes by adding a deny or a require', () => {
    fc.assert(
      fc.property(
        evaluations,
        fc.constantFrom('deny', 'require'),
        fc.constantFrom(...OUTCOMES),
        (all, effect, outcome) => {
          const stricter = combine([...all, said(effect as Effect, outcome)]);
          expect(stricter.allowed && !combine(all).allowed).toBe(false);
        },
      ),
    );
  });

  it('never turns no into yes by removing a permit that can be evaluated', () => {
    fc.assert(
      fc.property(evaluations, fc.nat(8), (all, index) => {
        const removed = all[index];
        fc.pre(removed?.policy.effect === 'permit' && removed.verdict.outcome !== 'indeterminate');
        expect(combine(all.toSpliced(index, 1)).allowed && !combine(all).allowed).toBe(false);
      }),
    );
  });

  const DAY_MS = 86_400_000;
  const moment = fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(DAY_MS) }), {
    nil: undefined,
  });
  const ending = fc
    .tuple(evaluation, moment)
    .map(([it, validUntil]) => (validUntil ? { ...it, verdict: { ...it.verdict, validUntil } } : it));
  const endings = fc.array(ending, { maxLength: 8 });
  const endOf = ({ validUntil }: { validUntil?: Date }) => validUntil?.getTime() ?? Infinity;

  it('holds a yes as long as what it stands on', () => {
    fc.assert(
      fc.property(endings, fc.nat(DAY_MS), (all, now) => {
        const judgement = combine(all);
        fc.pre(judgement.allowed && now < endOf(judgement));
        const later = all.map((it) =>
          endOf(it.verdict) <= now ? said(it.policy.effect, 'no_match', {}, it.policy.mode) : it,
        );
        expect(combine(later).allowed).toBe(true);
      }),
    );
  });

  it('never shortens a yes by another permit', () => {
    fc.assert(
      fc.property(endings, ending, (all, more) => {
        const judgement = combine(all);
        fc.pre(judgement.allowed && more.policy.effect === 'permit' && more.verdict.outcome !== 'indeterminate');
        expect(endOf(combine([...all, more]))).toBeGreaterThanOrEqual(endOf(judgement));
      }),
    );
  });

  it('does not depend on the order', () => {
    const shuffled = evaluations.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(combine(other).reason).toEqual(combine(all).reason);
      }),
    );
  });
});
