import { presentedToken } from './authorization-header.js';

describe('presentedToken', () => {
  it.each([
    ['Bearer abc', 'Bearer'],
    ['bearer abc', 'Bearer'],
    ['BEARER   abc', 'Bearer'],
    ['DPoP abc', 'DPoP'],
    ['dpop abc', 'DPoP'],
  ])('reads %j', (header, scheme) => {
    expect(presentedToken(header)).toEqual({ scheme, token: 'abc' });
  });

  it.each([
    undefined,
    '',
    ' ',
    'Bearer',
    'Bearer ',
    'Bearer   ',
    'abc',
    ' Bearer abc',
    'Basic abc',
    'Bearerx',
    'Bearers abc',
    'Bearer\tabc',
    'Bearer abc def',
    'Bearer abc, Bearer def',
    'Bearer abc, DPoP abc',
    'DPoP abc,Bearer def',
  ])('finds no single token in %j', (header) => {
    expect(presentedToken(header)).toBeUndefined();
  });
});
