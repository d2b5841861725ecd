import { WordCounts } from './word-counts.js';

const counts = new WordCounts(
  new Map([
    ['', 100],
    ['the', 100],
    ['weather', 10],
    ['whether', 2],
    ['forecast', 1],
  ]),
);

describe('counts of words', () => {
  it('find rare words to say more than common ones, and unknown ones most', () => {
    const rarities = ['the', 'weather', 'whether', 'forecast', 'unknown'].map((it) => counts.rarityOf(it));
    expect(rarities).toEqual([...rarities].sort((a, b) => a - b));
    expect(new Set(rarities).size).toBe(rarities.length);
    expect(rarities[0]).toBeGreaterThan(0);
  });

  it('say something where there are no tools', () =>
    expect(new WordCounts(new Map()).rarityOf('any')).toBeGreaterThan(0));

  it.each([
    ['weathr', ['weather']],
    ['xeather', ['weather', 'whether']],
    ['forecsat', ['forecast']],
    ['weatherforecast', []],
    ['', []],
  ])('know what is similar to %j: %j', (word, similar) =>
    expect(counts.similarTo(word).map((it) => it.lexeme)).toEqual(similar),
  );
});
