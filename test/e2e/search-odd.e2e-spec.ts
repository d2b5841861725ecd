import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool } from '../support/tools.js';

let registry: TestRegistry;
let admin: ApiClient;

const post = (request: object) => admin.post('/api/v1/tools/search', request);

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  await registerTool(admin, {
    name: 'book_train',
    description: 'Books a train, whatever the weather.',
    tags: ['travel'],
  });
});
afterAll(() => registry.close());

describe('odd questions', () => {
  it.each([
    ['10 kB of text', 'parcels number three, and then more of it. '.repeat(240)],
    ['10 kB without a blank', 'x'.repeat(10_000)],
    ['500 clauses', 'find the train. '.repeat(500)],
    ['500 different clauses', Array.from({ length: 500 }, (_, index) => `find train${String(index)} now`).join('. ')],
    ['only stop words', 'please show me the'],
    ['only emoji', '🚀🎉👩‍👩‍👧'],
    ['10 kB of emoji', '🚀🎉'.repeat(1_250)],
    ['SQL', "train'; DROP TABLE tool; --"],
    ['tsquery syntax', 'train & !dog | (cat:* <-> fish)'],
    ['wildcards and backslashes', '%_\\\\%train*'],
    ['a regular expression', '(a+)+$ [train'],
    ['accents on nothing', '\u0301\u0301\u0301\u0301'],
  ])('are answered: %s', async (_, q) => {
    const start = performance.now();
    expect(await admin.get(`/api/v1/tools/search?q=${encodeURIComponent(q)}`)).toMatchObject({ status: 200 });
    for (const asked of [
      { q, facets: ['tag'] },
      { messages: [{ role: 'user', content: q }] },
      { plan: [q.slice(0, 2_000)] },
    ]) {
      expect(await post({ ...asked, explain: true })).toMatchObject({ status: 200 });
    }
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it.each<[string, object, string]>([
    ['nothing', {}, ''],
    ['two things', { q: 'x', plan: ['y'] }, '/plan'],
    ['null', { q: null }, '/q'],
    ['a number', { q: 5 }, '/q'],
    ['a NUL', { q: 'a\0b' }, '/q'],
    ['a lone surrogate', { plan: ['a\ud800'] }, '/plan/0'],
    ['too long a question', { q: 'x'.repeat(16_385) }, '/q'],
    ['no messages', { messages: [] }, '/messages'],
    [
      'too many messages',
      { messages: Array.from({ length: 201 }, () => ({ role: 'user', content: 'x' })) },
      '/messages',
    ],
    ['messages of nobody', { messages: [{ role: 'nobody', content: 'x' }] }, '/messages/0/role'],
    ['messages without a user', { messages: [{ role: 'assistant', content: 'x' }] }, '/messages'],
    ['a message that is a list', { messages: [[]] }, '/messages'],
    ['no steps', { plan: [] }, '/plan'],
    ['too many steps', { plan: Array.from({ length: 11 }, () => 'x') }, '/plan'],
    ['a long step', { plan: ['x'.repeat(2_001)] }, '/plan'],
    ['a plan and a cursor', { plan: ['x'], cursor: 'y' }, '/cursor'],
    ['a plan and facets', { plan: ['x'], facets: ['tag'] }, '/facets'],
    ['an unknown facet', { q: 'x', facets: ['name'] }, '/facets'],
    ['many facets', { q: 'x', facets: ['tag', 'tag', 'tag', 'tag', 'tag'] }, '/facets'],
    ['a negative score', { q: 'x', minScore: -1 }, '/minScore'],
    ['a score that is none', { q: 'x', minScore: 'best' }, '/minScore'],
    ['no limit', { q: 'x', limit: 0 }, '/limit'],
    ['a member that there is not', { q: 'x', page: 2 }, '/page'],
  ])('are refused by name: %s', async (_, request, pointer) => {
    const reply = await post(request);
    expect(reply).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(reply.body.errors[0].pointer).toBe(pointer);
  });

  it('are answered where what may be absent is null', async () => {
    const nothing = {
      limit: null,
      cursor: null,
      minScore: null,
      facets: null,
      explain: null,
      type: null,
      ownerId: null,
    };
    expect(await post({ q: 'weather', ...nothing })).toMatchObject({ status: 200, body: { data: [{}] } });
  });
});
