import fc from 'fast-check';
import { canonicalName } from './canonical-name.js';

describe('canonicalName', () => {
  it.each([
    ['Admin', 'ADMIN'],
    ['ａｄｍｉｎ', 'admin'],
    ['caf\u00e9', 'CAFE\u0301'],
    [' admin ', 'admin'],
    ['ﬁle', 'FILE'],
    ['K', '\u212a'],
  ])('makes %j and %j one name', (one, other) => {
    expect(canonicalName(one)).toBe(canonicalName(other));
  });

  it('changes nothing when repeated', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (name) => canonicalName(canonicalName(name)) === canonicalName(name),
      ),
    );
  });
});
