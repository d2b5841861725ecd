import fc from 'fast-check';
import { AppError } from '../errors/app-error.js';
import { parseForm } from './parse-form.js';

describe('parseForm', () => {
  it.each([
    ['', {}],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=x+y%2B%20z', { a: 'x y+ z' }],
    ['a=b=c', { a: 'b=c' }],
    ['%61=1', { a: '1' }],
    ['a=%F0%9F%A7%B0', { a: '🧰' }],
    ['a=1&&b=2&', { a: '1', b: '2' }],
    ['a=&b&c=3', { c: '3' }],
    ['r=1', { r: ['1'] }],
    ['r=1&r=&r=2', { r: ['1', '2'] }],
    ['r=', {}],
  ])('reads %j', (text, fields) => {
    expect(parseForm(text, ['r'])).toEqual(fields);
  });

  it.each(['a=1&a=1', 'a=1&b=2&a=3', 'a=1&%61=2', 'a=&a=1', '=1&=2'])('refuses %j: a field given twice', (text) => {
    expect(() => parseForm(text, ['r'])).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
  });

  it.each(['a=%', 'a=%4', 'a=%zz', '%=1', 'a=%ff', 'a=%c0%af', 'a=%ed%a0%80'])('refuses %j: badly encoded', (text) => {
    expect(() => parseForm(text, [])).toThrow(expect.objectContaining({ code: 'MALFORMED_FORM' }));
  });

  it('keeps a field named __proto__ a field', () => {
    expect(Object.keys(parseForm('__proto__=1', []))).toEqual(['__proto__']);
  });

  it('reads what URLSearchParams writes', () => {
    const field = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(fc.dictionary(field, field, { noNullPrototype: true }), (fields) => {
        expect(parseForm(new URLSearchParams(fields).toString(), [])).toEqual(fields);
      }),
    );
  });

  it('throws nothing unforeseen, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a=&%+2f\0é') }), (text) => {
        try {
          parseForm(text, ['a']);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});
