import { analyzeQuestion } from './question.js';

const clausesOf = (text: string) =>
  analyzeQuestion(text).clauses.map(({ terms, weight }) => [terms.map((it) => it.lexeme).join(' '), weight]);

describe('a question', () => {
  it.each([
    ['Book a train to Oslo', [['book train oslo', 1]]],
    [
      'Book a train to Oslo and then rent a car. Also cancel flight 7.',
      [
        ['book train oslo', 1],
        ['rent car', 1],
        ['cancel flight 7', 1],
      ],
    ],
    [
      "I'm a pilot of a small plane. Which runways are free?",
      [
        ['pilot small plane', 0.8],
        ['runway free', 1],
      ],
    ],
    ['I am a pilot of a small plane', [['pilot small plane', 1]]],
    ['Weather at 59.9 north', [['weather 59 9 north', 1]]],
    ['Pets. Dogs!', []],
    ['🚀 🚀 🚀', []],
  ])('%j has the clauses %j', (text, clauses) => expect(clausesOf(text)).toEqual(clauses));

  it('counts a word for more that is said more often, and for two at most', () => {
    const { whole } = analyzeQuestion('Movies, movie ratings, the movie and the movie of the movie: stream ratings');
    expect(whole).toEqual([
      { lexeme: 'movi', original: 'Movies', weight: 2 },
      { lexeme: 'rate', original: 'ratings', weight: Math.SQRT2 },
      { lexeme: 'stream', original: 'stream', weight: 1 },
    ]);
  });

  it('has eight clauses at most', () => {
    const text = Array.from({ length: 20 }, (_, index) => `count sheep ${String(index)}`).join('. ');
    expect(clausesOf(text)).toHaveLength(8);
  });
});
