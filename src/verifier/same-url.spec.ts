import { isSameUrl } from './same-url.js';

describe('the URL of a proof', () => {
  it.each([
    ['https://a.example/x', 'HTTPS://A.example:443/x?q=1#f'],
    ['https://a.example/x/y', 'https://a.example/x/./z/../y'],
    ['https://a.example/%7Ex%2fy', 'https://a.example/~x%2Fy'],
    ['https://a.example', 'https://a.example/'],
  ])('%s is %s', (one, other) => {
    expect(isSameUrl(one, other)).toBe(true);
  });

  it.each([
    ['https://a.example/x', 'http://a.example/x'],
    ['https://a.example/x', 'https://a.example/X'],
    ['https://a.example/x', 'https://a.example/x/'],
    ['https://a.example/x', 'https://a.example:8443/x'],
    ['https://a.example/x%2Fy', 'https://a.example/x/y'],
    ['https://me@a.example/x', 'https://me@a.example/x'],
    ['https://a.example/%zz', 'https://a.example/%zz'],
    ['ftp://a.example/x', 'ftp://a.example/x'],
    ['/x', '/x'],
  ])('%s is not %s', (one, other) => {
    expect(isSameUrl(one, other)).toBe(false);
  });
});
