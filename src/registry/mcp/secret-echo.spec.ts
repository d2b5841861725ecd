import { SecretEcho } from './secret-echo.js';

const SECRET = 'open/Sesame-2000';

describe('SecretEcho', () => {
  const echo = new SecretEcho(SECRET);

  it.each([
    ['as it is', SECRET],
    ['in base64, amid other text', Buffer.from(`Bearer ${SECRET}!`).toString('base64')],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in hex', Buffer.from(SECRET).toString('hex').toUpperCase()],
  ])('hears it %s', (_, said) => expect(echo.isIn({ description: [`Say ${said}.`] })).toBe(true));

  it('hears nothing else, and nothing at all without a secret', () => {
    expect(echo.isIn({ description: 'Opens a sesame.' })).toBe(false);
    expect(new SecretEcho(undefined).isInName('undefined')).toBe(false);
  });

  it.each(['OPEN sesame 2000', 'open_sesame_2000_tools'])('hears it in the name %s', (name) => {
    expect([echo.isInName(name), echo.isIn(name)]).toEqual([true, false]);
  });
});
