import fc from 'fast-check';
import { Scrubber } from './scrubber.js';

const SECRET = 'p@ss "word"/+&=é?';

describe('Scrubber', () => {
  it.each([
    ['raw', SECRET],
    ['base64', Buffer.from(SECRET).toString('base64')],
    ['base64url', Buffer.from(SECRET).toString('base64url')],
    ['hex', Buffer.from(SECRET).toString('hex')],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['form-encoded', new URLSearchParams({ key: SECRET }).toString()],
    ['JSON in a string', JSON.stringify({ key: SECRET })],
    ['base64 without padding', Buffer.from(SECRET).toString('base64').replace(/=+$/, '')],
    ['hex in upper case', Buffer.from(SECRET).toString('hex').toUpperCase()],
    ['URL-encoded in lower case', encodeURIComponent(SECRET).replace(/%../g, (it) => it.toLowerCase())],
    ['URL-encoded to the last byte', Buffer.from(SECRET).toString('hex').replace(/../g, '%$&')],
    ['JSON with escaped slashes', JSON.stringify(SECRET).replaceAll('/', '\\/')],
    ['JSON in escapes alone', SECRET.replace(/./g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`)],
    ['markup', SECRET.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ])('takes out a secret that is %s', (_, echo) => {
    const scrubbed = new Scrubber([SECRET]).scrub({ deep: [{ echo: `you sent ${echo}.` }] });
    expect(scrubbed.deep[0]?.echo).toContain('[secret]');
    expect(scrubbed.deep[0]?.echo).not.toContain(echo);
  });

  it.each(['base64', 'base64url'] as const)(
    'leaves no more than bits of it where it was part of what is in %s',
    (encoding) => {
      const text = fc.string({ unit: 'grapheme-ascii' });
      const secret = fc.string({ unit: 'grapheme-ascii', minLength: 8 });
      fc.assert(
        fc.property(text, secret, text, (before, hidden, after) => {
          const scrubbed = new Scrubber([hidden]).scrub(Buffer.from(before + hidden + after).toString(encoding));
          expect(scrubbed).toContain('[secret]');
          expect(Buffer.from(scrubbed.split('[secret]').join(''), encoding).toString()).not.toContain(
            hidden.slice(1, -1),
          );
        }),
      );
    },
  );

  it('takes out a secret of digits that comes back as a number', () => {
    expect(new Scrubber(['12345678']).scrub({ key: 12345678, count: 1234567 })).toEqual({
      key: '[secret]',
      count: 1234567,
    });
  });

  it('takes it out of member names', () => {
    expect(new Scrubber(['abcdefgh']).scrub({ 'x-abcdefgh': 1 })).toEqual({ 'x-[secret]': 1 });
  });

  it('takes out the longer of two secrets of which one begins the other', () => {
    expect(new Scrubber(['abcdefgh', 'abcdefgh-live']).scrub('abcdefgh-live abcdefgh')).toBe('[secret] [secret]');
  });

  it('leaves what holds no secret as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(new Scrubber(['\u{1F511}-never-generated']).scrub(value)).toEqual(value);
      }),
    );
  });

  it('leaves no trace of any secret anywhere', () => {
    const secret = fc.string({ minLength: 8, unit: fc.constantFrom(...'abc%/+ "=') });
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
        const scrubbed = JSON.stringify(new Scrubber([hidden]).scrub([before + hidden + after, { [hidden]: hidden }]));
        expect(scrubbed).not.toContain(hidden);
      }),
    );
  });
});
