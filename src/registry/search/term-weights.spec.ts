import { fieldsOf, type Searchable, termWeights } from './term-weights.js';

const tool = (parts: Partial<Searchable>): Searchable => ({
  name: 'x',
  title: 'x',
  description: '',
  tags: [],
  inputSchema: { type: 'object' },
  ...parts,
});

const weightOf = (word: string, parts: Partial<Searchable>) => termWeights(tool(parts)).get(word)?.weight ?? 0;

describe('termWeights', () => {
  it('counts a name for more than a description, that and that for more than a parameter', () => {
    const inputSchema = { type: 'object', properties: { weather: { type: 'string' } } };
    const weights = [
      weightOf('weather', { name: 'weather', title: 'weather' }),
      weightOf('weather', { description: 'weather' }),
      weightOf('weather', { inputSchema }),
    ];
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(weights.every((it) => it > 0)).toBe(true);
  });

  it('counts a word for less among many others', () => {
    const others = Array.from({ length: 80 }, (_, index) => `word${index}`).join(' ');
    expect(weightOf('weather', { description: `weather ${others}` })).toBeLessThan(
      weightOf('weather', { description: 'weather' }),
    );
  });

  it('reads names and descriptions of what is inside objects', () => {
    const city = { type: 'string', description: 'Name of a municipality' };
    const inputSchema = { properties: { place: { type: 'object', properties: { city } } } };
    expect([...termWeights(tool({ inputSchema })).keys()]).toEqual(
      expect.arrayContaining(['place', 'citi', 'municip']),
    );
  });

  it('knows which fields have a word', () => {
    const words = termWeights(tool({ title: 'Weather', description: 'The weather', tags: ['rain'] }));
    expect(fieldsOf(words.get('weather')?.fields ?? 0)).toEqual(['name', 'description']);
    expect(fieldsOf(words.get('rain')?.fields ?? 0)).toEqual(['tags']);
  });

  it('counts a name once that the title only writes otherwise', () => {
    expect(weightOf('cancel', { name: 'cancelOrder', title: 'Cancel order' })).toBe(
      weightOf('cancel', { name: 'cancel_order', title: 'cancel_order' }),
    );
  });
});
