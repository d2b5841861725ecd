import fc from 'fast-check';
import { canonicalJson, hashOf } from './canonical-json.js';

describe('canonical JSON', () => {
  it.each([
    ['{"b":1,"a":2}', '{"a":2,"b":1}'],
    ['{"a":{"d":[ {"z":1,"y":2} ],"c":null}}', '{"a":{"c":null,"d":[{"y":2,"z":1}]}}'],
    ['[1.0, 1e0, 10e-1, -0, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]', '[1,1,1,0,1e+30,4.5,0.002,1e-27]'],
    ['"\\u20ac\\u000f\\u000aA\'\\u0042\\"\\/"', '"€\\u000f\\nA\'B\\"/"'],
    ['{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}', undefined],
    ['[3,2,1]', '[3,2,1]'],
    ['[true,false,null,"",{},[]]', '[true,false,null,"",{},[]]'],
  ])('of %s', (text, expected = '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}') => {
    expect(canonicalJson(JSON.parse(text))).toBe(expected);
  });

  it('is read as what it was made of, and written the same again', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const canonical = canonicalJson(JSON.parse(text));
        expect(canonicalJson(JSON.parse(canonical))).toBe(canonical);
        expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(JSON.parse(text))));
      }),
    );
  });

  it.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
    [{ a: { b: 1 } }, { 'a.b': 1 }],
  ])('tells %j from %j', (one, other) => {
    expect(hashOf(canonicalJson(one))).not.toEqual(hashOf(canonicalJson(other)));
  });
});
