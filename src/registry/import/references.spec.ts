import { followed, refuseExplosion, refuseExternalReferences, resolvePointer } from './references.js';

const document = {
  a: { 'b/c': [{ d: 1 }], 'e f': 2 },
  x: { $ref: '#/y' },
  y: { $ref: '#/z' },
  z: { end: true },
  circle: { $ref: '#/circle' },
};

describe('resolvePointer', () => {
  it.each([
    ['#', document],
    ['#/a/b~1c/0/d', 1],
    ['#/a/e%20f', 2],
    ['#/a/none', undefined],
    ['#/a/__proto__', undefined],
    ['#/%', undefined],
    ['#anchor', undefined],
    ['https://example.com', undefined],
  ])('%s', (reference, value) => expect(resolvePointer(document, reference)).toEqual(value));
});

describe('followed', () => {
  it('goes on to the end', () => expect(followed(document, document.x)).toEqual({ end: true }));
  it.each([{ $ref: '#/circle' }, { $ref: '#/none' }, 'text', undefined])('ends nowhere: %j', (value) =>
    expect(followed(document, value)).toBeUndefined(),
  );
});

describe('references that are refused', () => {
  it.each(['https://example.com/a', 'file:///etc/passwd', '/etc/passwd', 'other.json', '//example.com', '?x', ' #/a'])(
    '%s',
    ($ref) => {
      expect(() => refuseExternalReferences({ paths: { '/a': [{ $ref }] } })).toThrow('lead into the document');
    },
  );

  it('are not those in examples', () => {
    expect(() => refuseExternalReferences({ example: { $ref: 'https://example.com' } })).not.toThrow();
  });
});

describe('refuseExplosion', () => {
  const chained = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, index) => [`s${String(index)}`, { $ref: `#/s${String(index + 1)}` }]),
    );

  it('lets circles be', () => {
    expect(() =>
      refuseExplosion({ a: { b: { $ref: '#/a' }, c: { $ref: '#/d' } }, d: [{ $ref: '#/a' }] }),
    ).not.toThrow();
  });

  it.each<[string, Record<string, unknown>]>([
    ['a chain', chained(20_000)],
    ['a chain, told from its end', Object.fromEntries(Object.entries(chained(20_000)).reverse())],
    [
      'doubling',
      Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [`s${String(i)}`, [0, 1].map(() => ({ $ref: `#/s${String(i + 1)}` }))]),
      ),
    ],
  ])('refuses %s', (_, exploding) => expect(() => refuseExplosion(exploding)).toThrow('beyond reason'));
});
