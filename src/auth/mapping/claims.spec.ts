import fc from 'fast-check';
import { claimAt, claimIncludes } from './claims.js';

const claims = JSON.parse(`{
  "groups": ["a", "b"],
  "realm_access": { "roles": ["c"], "deep": { "er": 1 } },
  "https://idp.example/roles": "d",
  "realm_access.deep": "own",
  "nothing": null,
  "__proto__": { "polluted": true }
}`) as Record<string, unknown>;

describe('a claim', () => {
  it.each([
    ['groups', ['a', 'b']],
    ['realm_access.roles', ['c']],
    ['realm_access.deep', 'own'],
    ['realm_access.deep.er', 1],
    ['https://idp.example/roles', 'd'],
    ['__proto__', { polluted: true }],
    ['polluted', undefined],
    ['toString', undefined],
    ['constructor.name', undefined],
    ['groups.length', undefined],
    ['groups.0', undefined],
    ['nothing.more', undefined],
    ['realm_access..roles', undefined],
    ['', undefined],
    ['.', undefined],
  ])('at %j is %j', (path, value) => {
    expect(claimAt(claims, path)).toEqual(value);
  });

  it.each([
    ['groups', 'a', true],
    ['groups', 'A', false],
    ['groups', 'a,b', false],
    ['https://idp.example/roles', 'd', true],
    ['realm_access.deep.er', '1', false],
    ['nothing', 'null', false],
    ['missing', 'undefined', false],
    ['realm_access', '[object Object]', false],
  ])('at %j includes %j: %j', (path, value, included) => {
    expect(claimIncludes(claims, path, value)).toBe(included);
  });

  it('is looked for in the first thousand values of a list', () => {
    const list = [...Array.from({ length: 1000 }, () => 'x'), 'y'];
    expect([claimIncludes({ list }, 'list', 'x'), claimIncludes({ list }, 'list', 'y')]).toEqual([true, false]);
  });

  it('is never found among what objects inherit', () => {
    const path = fc.array(fc.constantFrom('a', '__proto__', 'constructor', 'toString', 'valueOf'), { minLength: 1 });
    fc.assert(
      fc.property(fc.object(), path, (object, names) => {
        const found = claimAt(object, names.join('.'));
        expect(found === Object.prototype || typeof found === 'function').toBe(false);
      }),
    );
  });
});
