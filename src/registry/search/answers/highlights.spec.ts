import fc from 'fast-check';
import { analyze } from '../analyzer.js';
import { highlight } from './highlights.js';

const shown = (text: string, ...words: string[]) =>
  highlight(text, new Set(words.flatMap(analyze))).map((it) =>
    it.spans.map(({ start, end }) => it.text.slice(start, end)),
  );

describe('highlight', () => {
  it.each([
    ['The forecasts of weather', ['forecast', 'weather'], [['forecasts', 'weather']]],
    ['getPetById', ['pet'], [['Pet']]],
    ['HTTPServerError', ['server'], [['Server']]],
    ['find_pets-by.status', ['status', 'pet'], [['pets', 'status']]],
    ['<b>weather</b> & "rain"', ['weather'], [['weather']]],
    ['🚀🚀 weather 🚀', ['weather'], [['weather']]],
    ['nothing of it', ['weather'], []],
    ['', ['weather'], []],
  ])('%j for %j', (text, words, expected) => expect(shown(text, ...words)).toEqual(expected));

  it('cuts long texts between words, into three fragments at most', () => {
    const fragments = highlight(`${'word '.repeat(60)}weather `.repeat(5), new Set(['weather']));
    expect(fragments).toHaveLength(3);
    for (const { text } of fragments) {
      expect(text.length).toBeLessThanOrEqual(200);
      expect(text).toMatch(/^word.*(word|weather)$/);
    }
  });

  const WORDS = fc.constantFrom(
    'weather',
    'Forecast',
    'getPet',
    'ﬁsh',
    'Straße',
    '🚀',
    '天気',
    'x',
    'by_status',
    '\u0301',
  );
  const TEXT = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(WORDS, { maxLength: 80 }).map((it) => it.join(' ')),
  );

  it('points at words that have what was looked for, in pieces of the text', () => {
    fc.assert(
      fc.property(TEXT, fc.array(WORDS, { maxLength: 4 }), (text, wanted) => {
        const lexemes = new Set(wanted.flatMap(analyze));
        for (const fragment of highlight(text, lexemes)) {
          expect(text).toContain(fragment.text);
          for (const { start, end } of fragment.spans) {
            expect(analyze(fragment.text.slice(start, end)).some((it) => lexemes.has(it))).toBe(true);
          }
        }
      }),
    );
  });
});
