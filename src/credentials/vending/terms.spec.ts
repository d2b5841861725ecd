import fc from 'fast-check';
import { isInRanges, isWithinRanges } from '../../common/address-ranges.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { type Terms, termsFor } from './terms.js';
import type { VendRequest } from './vend-request.js';

const AUDIENCES = ['https://registry.example/api/v1/tools/1', 'https://stock.example'] as const;

const range = fc
  .tuple(fc.constantFrom('10.0.0.0', '10.0.128.0', '10.64.0.0', '192.0.2.0'), fc.constantFrom(0, 8, 10, 16, 17, 24, 32))
  .map(([network, bits]) => `${network}/${String(bits)}`);
const ranges = fc.array(range, { minLength: 1, maxLength: 4 });
const address = fc.constantFrom('10.0.0.0', '10.0.128.0', '10.64.0.0', '10.0.1.7', '192.0.2.0', '203.0.113.9');

/** Undefined where they cannot be had. */
function termsOf(request: VendRequest, bounds: string[][] = [], provenKey?: string): Terms | undefined {
  try {
    return termsFor(request, { addresses: bounds, audiences: AUDIENCES, provenKey });
  } catch (error) {
    if (error instanceof ValidationFailedError) return undefined;
    throw error;
  }
}

describe('termsFor', () => {
  it('lets a credential be used from exactly where everything that bounds it may be', () => {
    fc.assert(
      fc.property(ranges, fc.array(ranges, { maxLength: 2 }), address, (asked, bounds, from) => {
        const { addresses } = termsOf({ addresses: asked }, bounds) ?? { addresses: [] };
        expect(isInRanges(from, addresses ?? [])).toBe([asked, ...bounds].every((it) => isInRanges(from, it)));
        for (const bound of [asked, ...bounds]) expect(isWithinRanges(addresses ?? [], bound)).toBe(true);
      }),
    );
  });

  it('binds addresses that nobody asked for to those of the proof', () => {
    expect(termsOf({}, [['10.0.0.0/8']])?.addresses).toEqual(['10.0.0.0/8']);
    expect(termsOf({})?.addresses).toBeNull();
  });

  it('never lets a key that was proved be left behind', () => {
    const key = fc.constantFrom('a', 'b', undefined);
    fc.assert(
      fc.property(key, key, (boundKey, proven) => {
        const terms = termsOf(boundKey === undefined ? {} : { boundKey }, [], proven);
        if (terms) expect(terms.boundKey).toBe(proven ?? boundKey ?? null);
        else expect([proven, boundKey].sort()).toEqual(['a', 'b']);
      }),
    );
  });

  it('names everything that cannot be had at once', () => {
    const request = { format: 'jwt', maxUses: 1, renewable: true, delegations: 1, audience: 'https://x' } as const;
    const limits = { addresses: [], audiences: AUDIENCES };
    let error: unknown;
    try {
      termsFor(request, limits);
    } catch (thrown) {
      error = thrown;
    }
    expect((error as ValidationFailedError).details.errors?.map(({ pointer }) => pointer)).toEqual([
      '/maxUses',
      '/renewable',
      '/delegations',
      '/audience',
    ]);
  });
});
