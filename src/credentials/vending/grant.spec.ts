import fc from 'fast-check';
import { computeGrant, type Grant, type GrantLimits, type GrantRequest } from './grant.js';

const ISSUED = new Date('2026-03-01T12:00:00.000Z');
const scope = fc.constantFrom('invoke', 'read', 'write', 'admin', 'billing');
const scopes = fc.uniqueArray(scope);
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const anyRequest: fc.Arbitrary<GrantRequest> = fc.record({
  scopes: some(scopes),
  ttlSeconds: some(fc.integer({ min: 1, max: 100_000 })),
  maxUses: some(fc.integer({ min: 1, max: 50 })),
});

const OWN_LIMITS = {
  issuedAt: fc.constant(ISSUED),
  toolScopes: scopes,
  defaultTtlSeconds: fc.integer({ min: 1, max: 10_000 }),
  maxTtlSeconds: fc.integer({ min: 1, max: 10_000 }),
  policy: fc.record({
    maxTtlSeconds: some(fc.integer({ min: 0, max: 10_000 })),
    maxUses: some(fc.integer({ min: 0, max: 50 })),
    scopes: some(scopes),
  }),
  endsBy: fc.array(
    fc.integer({ min: -1000, max: 10_000_000 }).map((ms) => new Date(ISSUED.getTime() + ms)),
    { maxLength: 2 },
  ),
};
const anyLimits: fc.Arbitrary<GrantLimits> = fc.oneof(
  fc.record(OWN_LIMITS),
  fc.record({ ...OWN_LIMITS, parent: fc.record({ scopes, usesLeft: fc.option(fc.integer({ min: 0, max: 50 })) }) }),
);

function always(check: (grant: Grant, request: GrantRequest, limits: GrantLimits) => void): void {
  fc.assert(
    fc.property(anyRequest, anyLimits, (request, limits) => {
      const grant = computeGrant(request, limits);
      if (grant.outcome === 'granted') check(grant, request, limits);
    }),
    { numRuns: 1000 },
  );
}

const within = (part: readonly string[], whole: readonly string[] | undefined) =>
  whole === undefined || part.every((it) => whole.includes(it));
const after = (seconds: number) => ISSUED.getTime() + seconds * 1000;

describe('computeGrant', () => {
  it('grants no scope that any operand withholds, and all that none does', () => {
    always((grant, request, limits) => {
      const operands = [limits.toolScopes, request.scopes, limits.policy.scopes, limits.parent?.scopes];
      expect(operands.every((it) => within(grant.scopes, it))).toBe(true);
      const common = limits.toolScopes.filter((it) => operands.every((list) => within([it], list)));
      expect([...grant.scopes].sort()).toEqual(common.sort());
    });
  });

  it('never lets a credential outlive a limit, nor be born dead', () => {
    always((grant, request, limits) => {
      expect(grant.expiresAt.getTime()).toBeGreaterThan(ISSUED.getTime());
      expect(grant.expiresAt.getTime()).toBeLessThanOrEqual(grant.hardExpiresAt.getTime());
      const caps = [limits.maxTtlSeconds, limits.policy.maxTtlSeconds].filter((it) => it !== undefined).map(after);
      caps.push(...limits.endsBy.map((it) => it.getTime()));
      expect(grant.hardExpiresAt.getTime()).toBe(Math.min(...caps));
      const asked = after(request.ttlSeconds ?? limits.defaultTtlSeconds);
      expect(grant.expiresAt.getTime()).toBe(Math.min(asked, ...caps));
    });
  });

  it('never grants more uses than asked or allowed, nor unlimited ones where either limits them', () => {
    always((grant, request, limits) => {
      const caps = [request.maxUses, limits.policy.maxUses, limits.parent?.usesLeft].filter(
        (it) => typeof it === 'number',
      );
      expect(grant.maxUses).toBe(caps.length > 0 ? Math.min(...caps) : null);
    });
  });

  it('lends of a parent no scope, second or use that it does not have', () => {
    fc.assert(
      fc.property(anyRequest, anyRequest, anyLimits, anyLimits, (request, asked, limits, others) => {
        const parent = computeGrant(request, limits);
        if (parent.outcome === 'empty') return;
        const endsBy = [...others.endsBy, parent.expiresAt];
        const { scopes: lent, maxUses: usesLeft } = parent;
        const child = computeGrant(asked, { ...others, endsBy, parent: { scopes: lent, usesLeft } });
        if (child.outcome === 'empty') return;
        expect(within(child.scopes, parent.scopes)).toBe(true);
        expect(child.hardExpiresAt.getTime()).toBeLessThanOrEqual(parent.expiresAt.getTime());
        expect(child.maxUses ?? Infinity).toBeLessThanOrEqual(usesLeft ?? Infinity);
      }),
      { numRuns: 1000 },
    );
  });

  it('warns of exactly what was cut', () => {
    always((grant, request, { defaultTtlSeconds }) => {
      const codes = grant.warnings.map((it) => it.code);
      const cut = (request.ttlSeconds ?? defaultTtlSeconds) * 1000 > grant.expiresAt.getTime() - ISSUED.getTime();
      expect(codes.includes('TTL_CAPPED')).toBe(cut);
      expect(codes.includes('USES_CAPPED')).toBe((request.maxUses ?? 0) > (grant.maxUses ?? Infinity));
      expect(codes.includes('SCOPES_NARROWED')).toBe(!within(request.scopes ?? [], grant.scopes));
    });
  });

  it('does not depend on a limit that is wider than the others', () => {
    fc.assert(
      fc.property(anyRequest, anyLimits, (request, limits) => {
        const policy = { ...limits.policy, scopes: limits.policy.scopes ?? limits.toolScopes };
        expect(computeGrant(request, { ...limits, policy })).toEqual(computeGrant(request, limits));
      }),
    );
  });

  const limits: GrantLimits = {
    issuedAt: ISSUED,
    toolScopes: ['invoke', 'read'],
    defaultTtlSeconds: 900,
    maxTtlSeconds: 3600,
    policy: {},
    endsBy: [],
  };

  it.each<[string, GrantRequest, Partial<GrantLimits>, string]>([
    ['an explicit empty request', { scopes: [] }, {}, 'scopes'],
    ['scopes the tool does not have', { scopes: ['write'] }, {}, 'scopes'],
    ['an explicit empty policy limit', {}, { policy: { scopes: [] } }, 'scopes'],
    ['a permission that ends now', {}, { endsBy: [ISSUED] }, 'time'],
    ['a policy that leaves no second', {}, { policy: { maxTtlSeconds: 0 } }, 'time'],
    ['a parent without the scope', { scopes: ['read'] }, { parent: { scopes: ['invoke'], usesLeft: null } }, 'scopes'],
    ['a parent whose uses are taken', { maxUses: 3 }, { parent: { scopes: ['invoke'], usesLeft: 0 } }, 'uses'],
    ['a policy that leaves no use', { maxUses: 3 }, { policy: { maxUses: 0 } }, 'uses'],
  ])('grants nothing for %s', (_, request, more, lacking) => {
    expect(computeGrant(request, { ...limits, ...more })).toEqual({ outcome: 'empty', lacking });
  });

  it('grants all scopes of the tool for the default time when nothing is asked', () => {
    expect(computeGrant({}, limits)).toEqual({
      outcome: 'granted',
      scopes: ['invoke', 'read'],
      issuedAt: ISSUED,
      expiresAt: new Date('2026-03-01T12:15:00.000Z'),
      hardExpiresAt: new Date('2026-03-01T13:00:00.000Z'),
      maxUses: null,
      warnings: [],
    });
  });
});
