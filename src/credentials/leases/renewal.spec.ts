import fc from 'fast-check';
import type { Credential } from '../credential.entity.js';
import { computeRenewal, type RenewalLimits } from './renewal.js';

const ISSUED = new Date('2026-03-01T12:00:00.000Z');
const at = (seconds: number) => new Date(ISSUED.getTime() + seconds * 1000);

/** Issued for ten minutes of at most an hour. */
const lease = (given: Partial<Credential> = {}) =>
  ({
    ...{ issuedAt: ISSUED, expiresAt: at(600), hardExpiresAt: at(3600) },
    ...{ scopes: ['invoke', 'read'], maxUses: null, boundKey: null },
    ...given,
  }) as Credential;

/** Asked after five minutes. */
const limits = (given: Partial<RenewalLimits> = {}): RenewalLimits => ({
  ...{ now: at(300), toolScopes: ['invoke', 'read', 'write'], maxTtlSeconds: 3600, policy: {}, endsBy: [] },
  ...given,
});

describe('computeRenewal', () => {
  it.each<[string, number, Partial<RenewalLimits>, number]>([
    ['counts from now, not from the old end', 900, {}, 1200],
    ['may shorten', 60, {}, 360],
    ['ends at the hard end', 86_400, {}, 3600],
    ['ends at what is configured today, counted from issue', 86_400, { maxTtlSeconds: 1800 }, 1800],
    ['does not rise with what is configured today', 86_400, { maxTtlSeconds: 7200 }, 3600],
    ['ends at what policies demand today, counted from issue', 900, { policy: { maxTtlSeconds: 700 } }, 700],
    ['ends with the permission or the proof', 900, { endsBy: [at(1000), at(800)] }, 800],
  ])('%s', (_, increment, given, end) => {
    expect(computeRenewal(lease(), increment, limits(given))).toEqual({ outcome: 'granted', expiresAt: at(end) });
  });

  it.each<[string, Partial<RenewalLimits>]>([
    ['it has lived longer than is configured today', { maxTtlSeconds: 300 }],
    ['it has lived longer than policies demand today', { policy: { maxTtlSeconds: 0 } }],
    ['the permission ends now', { endsBy: [at(300)] }],
  ])('leaves no time where %s', (_, given) => {
    expect(computeRenewal(lease(), 900, limits(given))).toEqual({ outcome: 'no_time' });
  });

  it.each<[string, Partial<Credential>, Partial<RenewalLimits>, string[]]>([
    ['the tool has lost a scope', {}, { toolScopes: ['invoke'] }, ['scopes']],
    ['policies narrow the scopes', {}, { policy: { scopes: ['read'] } }, ['scopes']],
    ['policies count uses that were not counted', {}, { policy: { maxUses: 5 } }, ['uses']],
    ['policies allow fewer uses', { maxUses: 6 }, { policy: { maxUses: 5 } }, ['uses']],
    ['policies demand a key', {}, { policy: { boundKey: true } }, ['key']],
    ['nothing fits', {}, { policy: { scopes: [], maxUses: 1, boundKey: true } }, ['scopes', 'uses', 'key']],
  ])('withholds it where %s', (_, given, today, terms) => {
    expect(computeRenewal(lease(given), 900, limits(today))).toEqual({ outcome: 'withheld', terms });
  });

  it.each<[Partial<Credential>, RenewalLimits['policy']]>([
    [{ maxUses: 5 }, { maxUses: 5 }],
    [{ scopes: ['read'] }, { scopes: ['read'] }],
    [{ boundKey: 'a-thumbprint' }, { boundKey: true }],
  ])('renews %j under %j', (given, policy) => {
    expect(computeRenewal(lease(given), 900, limits({ policy }))).toMatchObject({ outcome: 'granted' });
  });

  it('never moves the end beyond any limit, nor to now', () => {
    const seconds = fc.integer({ min: 0, max: 10_000 });
    const any = fc.record({
      now: seconds,
      increment: seconds,
      hard: seconds,
      max: seconds,
      policy: seconds,
      end: seconds,
    });
    fc.assert(
      fc.property(any, ({ now, increment, hard, max, policy, end }) => {
        const today = { now: at(now), maxTtlSeconds: max, policy: { maxTtlSeconds: policy }, endsBy: [at(end)] };
        const renewal = computeRenewal(lease({ hardExpiresAt: at(hard) }), increment, limits(today));
        const expected = Math.min(now + increment, hard, max, policy, end);
        const granted = { outcome: 'granted', expiresAt: at(expected) };
        expect(renewal).toEqual(expected > now ? granted : { outcome: 'no_time' });
      }),
    );
  });
});
