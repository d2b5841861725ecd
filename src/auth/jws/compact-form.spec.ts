import fc from 'fast-check';
import { isCompactToken } from './compact-form.js';

const part = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((it) => Buffer.from(it).toString('base64url'));
const token = fc.tuple(part, part, part).map((it) => it.join('.'));

describe('isCompactToken', () => {
  it('accepts every canonical spelling', () => {
    fc.assert(fc.property(token, (it) => isCompactToken(it)));
  });

  it('accepts one spelling of each token only', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const bytes = (text: string) =>
      text
        .split('.')
        .map((it) => Buffer.from(it, 'base64url').toString('hex'))
        .join('.');
    fc.assert(
      fc.property(token, fc.constantFrom(...alphabet), (text, digit) => {
        const respelt = text.slice(0, -1) + digit;
        fc.pre(respelt !== text && bytes(respelt) === bytes(text));
        return !isCompactToken(respelt);
      }),
    );
  });

  it.each([
    ['', 'nothing'],
    ['YQ.YQ', 'two parts'],
    ['YQ.YQ.YQ.YQ', 'four parts'],
    ['YQ..YQ', 'an empty part'],
    ['YQ==.YQ.YQ', 'padding'],
    ['Y+.YQ.YQ', 'the other alphabet'],
    ['YQ.YQ.YR', 'spare bits set'],
    ['YQ.YQ.YQ\n', 'a line end'],
    [' YQ.YQ.YQ', 'a space'],
    [`${'YWFh'.repeat(1100)}.YQ.YQ`, 'too many characters'],
  ])('refuses %.20j: %s', (text) => {
    expect(isCompactToken(text)).toBe(false);
  });
});
