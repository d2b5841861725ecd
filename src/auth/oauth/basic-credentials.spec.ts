import { basicCredentials } from './basic-credentials.js';

const basic = (text: string | Uint8Array, scheme = 'Basic') => `${scheme} ${Buffer.from(text).toString('base64')}`;

describe('basicCredentials', () => {
  it.each([
    ['plain', basic('id:secret'), 'id', 'secret'],
    ['a scheme in small letters', basic('id:secret', 'basic'), 'id', 'secret'],
    ['form-encoded inside', basic('i%3Ad:s+%2Bé%21'), 'i:d', 's +é!'],
    ['colons in the secret', basic('id:a:b'), 'id', 'a:b'],
  ])('reads %s', (_, header, clientId, secret) => {
    expect(basicCredentials(header)).toEqual({ clientId, secret });
  });

  it.each([
    ['nothing', 'Basic'],
    ['no base64', 'Basic !!!'],
    ['base64 and more', `${basic('id:secret')} x`],
    ['no colon', basic('id')],
    ['no id', basic(':secret')],
    ['no secret', basic('id:')],
    ['bytes that are not UTF-8', basic(Uint8Array.of(0x69, 0x3a, 0xff))],
    ['a broken percent-encoding', basic('id:%zz')],
    ['percent-encoded bytes that are not UTF-8', basic('id:%ff')],
    ['NUL', basic('id:a%00b')],
    ['another scheme', basic('id:secret', 'Bearer')],
  ])('refuses %s', (_, header) => {
    expect(basicCredentials(header)).toBeUndefined();
  });
});
