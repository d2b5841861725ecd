import fc from 'fast-check';
import { editDistance } from './edit-distance.js';
import { isRepairable, repairOf } from './typo-repair.js';

const known = (...lexemes: string[]) => lexemes.map((lexeme, index) => ({ lexeme, tools: 10 - index }));

describe('editDistance', () => {
  it.each([
    ['weather', 'weather', 0],
    ['wether', 'weather', 1],
    ['weahter', 'weather', 1],
    ['weatherr', 'weather', 1],
    ['wexther', 'weather', 1],
    ['wxaetehr', 'weather', 3],
    ['', 'pet', 3],
  ])('of %s and %s is %i', (one, other, expected) => expect(editDistance(one, other)).toBe(expected));

  it('is the same both ways, 0 for equals alone, and no more than the longer word', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const distance = editDistance(one, other);
        expect(distance).toBe(editDistance(other, one));
        expect(distance === 0).toBe(one === other);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
      }),
    );
  });
});

describe('a repair', () => {
  it.each([
    ['wether', ['weather', 'whether'], 'weather'],
    ['inventroy', ['inventori', 'invent'], 'inventori'],
    ['forcast', ['forecast'], 'forecast'],
    ['subscrpton', ['subscript'], undefined],
    ['subscrpition', ['subscription'], 'subscription'],
    ['tree', ['free', 'trees'], 'free'],
    ['rain', ['pain', 'mountain'], 'pain'],
    ['abcd', ['wxyz'], undefined],
  ])('of %s among %j is %s', (word, lexemes, expected) =>
    expect(repairOf(word, known(...lexemes))?.lexeme).toBe(expected),
  );

  it('counts half at most, and less with two mistakes', () => {
    const weights = ['forecasts', 'forecastss'].map((it) => repairOf(it, known('forecast'))?.weight);
    expect(weights).toEqual([0.5, 0.3]);
  });

  it.each([
    ['rain', true],
    ['cat', false],
    ['k8s0', false],
    ['oauth2', false],
    ['天気予報', true],
  ])('of %s is tried: %s', (word, expected) => expect(isRepairable(word)).toBe(expected));
});
