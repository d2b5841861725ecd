import { nameShare } from './name-share.js';
import { WordCounts } from './word-counts.js';

const counts = new WordCounts(
  new Map([
    ['', 100],
    ['get', 90],
    ['invoic', 2],
  ]),
);
const asked = (weights: Record<string, number>) =>
  new Map(Object.entries(weights).map(([lexeme, weight]) => [lexeme, { lexeme, original: lexeme, weight }]));

describe('the share of a name that is asked for', () => {
  it.each([
    ['all of it', ['get', 'invoic'], { get: 1, invoic: 1 }, 1],
    ['none of it', ['get', 'invoic'], { parcel: 1 }, 0],
    ['a name without words', [], { parcel: 1 }, 0],
    ['a word that is said more often', ['invoic'], { invoic: 2 }, 1],
    ['a synonym', ['invoic'], { invoic: 0.4 }, 0.4],
  ])('%s', (_, name, weights, share) => expect(nameShare(name, asked(weights), counts)).toBeCloseTo(share));

  it('is greater for a rare word', () => {
    const [rare, common] = ['invoic', 'get'].map((it) => nameShare(['get', 'invoic'], asked({ [it]: 1 }), counts));
    expect(rare).toBeGreaterThan(common ?? 1);
  });
});
