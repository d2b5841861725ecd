import { analyze, countWords } from './analyzer.js';

describe('analyze', () => {
  it.each([
    ['getPetById', ['pet', 'id']],
    ['find_pets-by.status', ['pet', 'status']],
    ['/orders/{orderId}/items', ['order', 'order', 'id', 'item']],
    ['HTTPServerError', ['http', 'server', 'error']],
    ['OAuth2Token v3', ['o', 'auth2', 'token', 'v3']],
    ['Please show me the weather forecasts', ['weather', 'forecast']],
    ['running runs ran', ['run', 'run', 'ran']],
    ['Straße für Züge', ['straße', 'für', 'züge']],
    ['天気 予報', ['天気', '予報']],
    ['the of and please', []],
    ['🚀 🎉 !!!', []],
    ["'; DROP TABLE tool; -- & | ! :*", ['drop', 'tabl', 'tool']],
    ['', []],
  ])('%j → %j', (text, words) => expect(analyze(text)).toEqual(words));

  it('reads tools and questions alike', () => {
    expect(analyze('cancelOrder')).toEqual(analyze('please cancel my orders'));
  });

  it('bounds the length of a word', () => expect(analyze('x'.repeat(10_000))[0]).toHaveLength(64));

  it('cuts between characters: halves of different ones would be stored as the same', () => {
    const [start, one, other] = ['x'.repeat(63), '\u{20000}', '\u{21000}'];
    expect(analyze(`${start}${one} ${start}${other}`)).toEqual([start, start]);
  });
});

describe('countWords', () => {
  it('takes each word once, and knows how often it is said', () =>
    expect([...countWords('pets, a dog, pet & PETS')]).toEqual([
      ['pet', 3],
      ['dog', 1],
    ]));

  it('takes no more than 60 words of a question', () => {
    const text = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ');
    expect(countWords(`${text} word3 word3`).size).toBe(60);
    expect(countWords(`${text} word3 word3`).get('word3')).toBe(3);
  });
});
