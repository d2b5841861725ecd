import { wantedIn } from './conversation.js';
import { expanded } from './expanded-question.js';
import { weighedQuestion } from './weighed-question.js';

const user = (content: string) => ({ role: 'user' as const, content });
const assistant = (content: string) => ({ role: 'assistant' as const, content });

describe('a conversation', () => {
  it('asks for what the user said last, and a little for what was said before', () => {
    const turns = [user('first'), user('second'), user('third'), assistant('answer'), user('last'), user('  ')];
    expect(wantedIn(turns)).toEqual([
      { text: 'last', weight: 1 },
      { text: 'third', weight: 0.5 },
      { text: 'second', weight: 0.25 },
      { text: 'answer', weight: 0.2 },
    ]);
  });

  it('asks for nothing where no user speaks', () => {
    expect(wantedIn([assistant('x'), { role: 'system', content: 'y' }])).toEqual([]);
  });

  it('counts each word once, as much as it counts at most', () => {
    const { whole } = weighedQuestion(wantedIn([user('weather in Oslo'), user('weather tomorrow')]));
    expect(whole.map((it) => [it.lexeme, it.weight])).toEqual([
      ['weather', 1],
      ['tomorrow', 1],
      ['oslo', 0.5],
    ]);
  });
});

describe('an expanded question', () => {
  const question = weighedQuestion([{ text: 'put ice cream into the freezr', weight: 1 }]);
  const rule = (term: string[], lexemes: string[]) => ({ term, lexemes, weight: 0.4 });
  const added = (...rules: ReturnType<typeof rule>[]) =>
    expanded(question, rules, [{ word: 'freezr', lexeme: 'freezer', weight: 0.5 }]).whole.filter(
      (it) => it.origin !== 'asked',
    );

  it('has the repairs, and the synonyms of what it has all words of', () => {
    expect(added(rule(['ice', 'cream'], ['gelato']), rule(['ice', 'hockey'], ['puck']))).toEqual([
      { lexeme: 'gelato', original: 'ice cream', weight: 0.4, origin: 'synonym' },
      { lexeme: 'freezer', original: 'freezr', weight: 0.5, origin: 'repair' },
    ]);
  });

  it('counts what is asked as it did', () => {
    expect(added(rule(['ice'], ['cream'])).map((it) => it.lexeme)).toEqual(['freezer']);
  });
});
