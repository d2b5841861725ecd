import fc from 'fast-check';
import { normalizedUrl } from './normalized-url.js';

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const segment = fc.stringMatching(/^[A-Za-z0-9_~-]{1,8}$/);
const location = fc.record({
  protocol: fc.constantFrom('http:', 'https:'),
  host: fc.array(name, { minLength: 1, maxLength: 3 }).map((it) => it.join('.')),
  port: fc.constantFrom('', ':1024', ':8443'),
  segments: fc.array(segment, { maxLength: 4 }),
});
type Location = typeof location extends fc.Arbitrary<infer T> ? T : never;

const spell = ({ protocol, host, port, segments }: Location) => `${protocol}//${host}${port}/${segments.join('/')}`;
const escapeAll = (text: string) => text.replace(/./g, (it) => `%${it.charCodeAt(0).toString(16)}`);

describe('normalizedUrl', () => {
  it('leaves the plain spelling as it is', () => {
    fc.assert(fc.property(location, (it) => normalizedUrl(spell(it)) === spell(it)));
  });

  it('is the same for all spellings of one URL', () => {
    const respellings: ((it: Location) => string)[] = [
      (it) => spell({ ...it, host: it.host.toUpperCase() }),
      (it) => spell(it).replace('http', 'HTTP'),
      (it) => spell({ ...it, segments: it.segments.map(escapeAll) }),
      (it) => spell({ ...it, segments: ['.', ...it.segments] }),
      (it) => spell({ ...it, segments: ['x', '..', ...it.segments] }),
      (it) => `${spell(it)}?query=1`,
      (it) => `${spell(it)}#fragment`,
    ];
    fc.assert(
      fc.property(location, fc.constantFrom(...respellings), (it, respell) => normalizedUrl(respell(it)) === spell(it)),
    );
  });

  it('leaves out the default port', () => {
    expect(normalizedUrl('https://registry.example:443/a')).toBe('https://registry.example/a');
    expect(normalizedUrl('http://registry.example:80')).toBe('http://registry.example/');
    expect(normalizedUrl('http://registry.example:443/')).toBe('http://registry.example:443/');
  });

  it('differs wherever the URLs differ', () => {
    fc.assert(
      fc.property(location, location, (one, other) => {
        fc.pre(spell(one) !== spell(other));
        return normalizedUrl(spell(one)) !== normalizedUrl(spell(other));
      }),
    );
  });

  it('keeps apart what an escape keeps apart', () => {
    expect(normalizedUrl('https://a/b%2fc')).toBe('https://a/b%2Fc');
    expect(normalizedUrl('https://a/b%252fc')).toBe('https://a/b%252fc');
    expect(normalizedUrl('https://a/b')).not.toBe(normalizedUrl('https://a/B'));
    expect(normalizedUrl('https://a/b')).not.toBe(normalizedUrl('https://a/b/'));
    expect(normalizedUrl('https://a//b')).not.toBe(normalizedUrl('https://a/b'));
  });

  it('changes nothing more when applied again, whatever the text', () => {
    const text = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string(), dirtyUrl);
    fc.assert(
      fc.property(text, (it) => {
        const once = normalizedUrl(it);
        return once === undefined || normalizedUrl(once) === once;
      }),
    );
  });

  it.each([
    '',
    '/path',
    'registry.example/a',
    'ftp://a/',
    'javascript:alert(1)',
    'https://user@a/',
    'https://:p@a/',
    'https://a/%',
    'https://a/%zz',
    'https://a/%%34%31',
  ])('refuses %j', (text) => expect(normalizedUrl(text)).toBeUndefined());
});

const dirtyUrl = fc
  .array(fc.constantFrom('%', '2', 'e', 'E', '.', '/', '\\', 'a', '%2e', '%2F', '%25', '?', '#', ' ', '%7e', 'ü'))
  .map((it) => `https://a/${it.join('')}`);
