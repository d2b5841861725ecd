import fc from 'fast-check';
import { findUnsafe, isUnsafeText } from './unsafe-input.js';

describe('findUnsafe', () => {
  it('finds nothing in ordinary JSON', () => {
    const name = fc
      .string({ unit: 'grapheme' })
      .filter((it) => !isUnsafeText(it) && it !== '__proto__' && it !== 'constructor');
    const leaf = fc.oneof(fc.double({ noNaN: true }), fc.boolean(), fc.constant(null), name);
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('value')), fc.dictionary(name, tie('value'))),
    }));
    fc.assert(fc.property(value, (json) => findUnsafe(JSON.parse(JSON.stringify(json))) === undefined));
  });

  it('points at what it finds, however deep', () => {
    const path = fc.array(fc.stringMatching(/^[a-z/~]{1,5}$/), { minLength: 1, maxLength: 20 });
    const unsafe = fc.constantFrom('a\0', '\ud800', '\udfff!');
    fc.assert(
      fc.property(path, unsafe, (names, text) => {
        const json = names.reduceRight<unknown>((inner, name) => ({ [name]: inner, other: 'x' }), text);
        const pointer = names.map((it) => `/${it.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
        return findUnsafe(json)?.pointer === pointer;
      }),
    );
  });

  it('finds numbers that would become infinite, and null once they are written again', () => {
    expect(findUnsafe(JSON.parse('{"a":[1e308,-1e308,1e400]}'))).toMatchObject({
      pointer: '/a/2',
      code: 'UNSAFE_NUMBER',
    });
  });

  it.each([
    [101, undefined],
    [102, 'TOO_DEEP'],
    [100_000, 'TOO_DEEP'],
  ])('judges %i levels without exhausting the stack', (levels, code) => {
    expect(findUnsafe(JSON.parse('['.repeat(levels) + ']'.repeat(levels)))?.code).toBe(code);
  });
});
