import fc from 'fast-check';
import { canonicalName } from './canonical-name.js';

describe('canonicalName', () => {
  it.each([
    ['case', 'Admin', 'ADMIN'],
    ['width', 'ａｄｍｉｎ', 'admin'],
    ['an accent apart', 'caf\u00e9', 'CAFE\u0301'],
    ['two accents in another order', 'a\u0323\u0307', 'a\u0307\u0323'],
    ['spaces around it', ' admin\t', 'admin'],
    ['no-break spaces around it', '\u00a0admin\u202f', 'admin'],
    ['wide and thin spaces around it', '\u3000admin\u2009', 'admin'],
    ['a zero-width space', 'ad\u200bmin', 'admin'],
    ['zero-width joiners', 'a\u200cd\u200dmin', 'admin'],
    ['a word joiner', 'ad\u2060min', 'admin'],
    ['a byte order mark', '\ufeffadmin', 'admin'],
    ['a soft hyphen', 'ad\u00admin', 'admin'],
    ['a direction mark', 'admin\u200f', 'admin'],
    ['a variation selector', 'a\ufe0fdmin', 'admin'],
    ['a Hangul filler', 'admin\u3164', 'admin'],
    ['an invisible tag', 'admin\u{e0041}', 'admin'],
    ['an accent behind an invisible character', 'e\u200b\u0301', '\u00e9'],
    ['a ligature', 'ﬁle', 'FILE'],
    ['a sign for a letter', 'K', '\u212a'],
    ['circled letters', 'ⓐⓓⓜⓘⓝ', 'admin'],
    ['mathematical letters', '𝐚𝐝𝐦𝐢𝐧', 'admin'],
    ['a superscript', 'admin²', 'admin2'],
    ['sharp s', 'straße', 'STRASSE'],
    ['the last sigma', 'ΟΔΟΣ', 'οδοσ'],
    ['a dotless i', 'admin', 'adm\u0131n'],
    ['a dotted capital i', 'İ', 'i\u0307'],
  ])('%s makes no other name', (_, one, other) => {
    expect(canonicalName(one)).toBe(canonicalName(other));
  });

  it.each([
    ['letters of another alphabet', 'admin', '\u0430dmin'],
    ['an accent', 'resume', 'r\u00e9sum\u00e9'],
    ['a space within', 'ad min', 'admin'],
  ])('%s makes another name', (_, one, other) => {
    expect(canonicalName(one)).not.toBe(canonicalName(other));
  });

  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('e', '\u0301', '\u200b', 'ß', 'Σ', ' '),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  });

  it('changes nothing when repeated', () => {
    fc.assert(fc.property(text, (name) => canonicalName(canonicalName(name)) === canonicalName(name)));
  });

  it('is the same for every case and composition', () => {
    const respell = [
      (it: string) => it.toUpperCase(),
      (it: string) => it.toLowerCase(),
      (it: string) => it.normalize('NFD'),
      (it: string) => it.normalize('NFKD'),
    ];
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...respell),
        (name, spelt) => canonicalName(spelt(name)) === canonicalName(name),
      ),
      { numRuns: 500 },
    );
  });
});
