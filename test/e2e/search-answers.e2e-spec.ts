import fc from 'fast-check';
import { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool } from '../support/tools.js';

const PATH = '/api/v1/tools/search';
const PASSWORD = 'a-long-enough-password';

let registry: TestRegistry;
let admin: ApiClient;
let asker: ApiClient;

const TOOLS = [
  { name: 'weather_forecast', title: 'Weather forecast', description: 'The weather of the coming days at a place.' },
  { name: 'book_train', description: 'Books a seat on a train from one city to another.', tags: ['travel'] },
  { name: 'train_timetable', description: 'When trains leave a station of a city.', tags: ['travel', 'read'] },
  { name: 'cancel_order', description: 'Cancels an order of the shop.', tags: ['shop'] },
  { name: 'ship_order', description: 'Ships an order; a train or lorry brings it to the city.', tags: ['shop'] },
  { name: 'cluster_scale', description: 'Scales a kubernetes cluster.', tags: ['ops'] },
];

/** As a question with options, by GET. */
const get = async (q: string, options: Record<string, string> = {}, client = admin) => {
  const { status, body } = await client.get(`${PATH}?${new URLSearchParams({ q, ...options }).toString()}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};
const post = (request: object, client = admin) => client.post(PATH, request);
const names = (body: { data: { name: string }[] }) => body.data.map((it) => it.name);

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  for (const tool of TOOLS) await registerTool(admin, tool);
  for (let index = 0; index < 30; index += 1) {
    await registerTool(admin, { name: `filler_${String(index)}`, description: `Parcels number ${String(index % 7)}.` });
  }
  await admin.post('/api/v1/agents', { name: 'asker', type: 'bot', password: PASSWORD, roles: ['user'] });
  const hiding = {
    ...{ name: 'Hidden', kind: 'role_based', effect: 'deny', settings: { roles: ['user'] } },
    target: { tags: { only: ['hidden'] } },
  };
  expect(await admin.post('/api/v1/policies', hiding)).toMatchObject({ status: 201 });
  asker = await new ApiClient(registry.url).login('asker', PASSWORD);
}, 60_000);
afterAll(() => registry.close());

describe('an explained hit', () => {
  it('names the words that fit and where they stand', async () => {
    const [hit] = (await get('weather in the coming days', { explain: 'true' })).data;
    expect(hit.name).toBe('weather_forecast');
    expect(hit.why).toContainEqual({
      word: 'weather',
      term: 'weather',
      origin: 'asked',
      fields: ['name', 'title', 'description'],
    });
    expect(hit.highlights).toContainEqual({ field: 'title', text: 'Weather forecast', spans: [{ start: 0, end: 7 }] });
    const marked = hit.highlights.flatMap((it: { text: string; spans: { start: number; end: number }[] }) =>
      it.spans.map(({ start, end }) => it.text.slice(start, end).toLowerCase()),
    );
    expect(new Set(marked)).toEqual(new Set(['weather', 'coming', 'days']));
  });

  it('is explained where that is asked for alone', async () => {
    const [hit] = (await get('weather')).data;
    expect(Object.keys(hit)).not.toEqual(expect.arrayContaining(['why']));
  });
});

describe('a misspelt word', () => {
  it.each([
    ['wether at my place', 'weather', 'weather_forecast'],
    ['weahter', 'weather', 'weather_forecast'],
    ['kubernets', 'kubernet', 'cluster_scale'],
  ])('in "%s" is repaired to %s', async (q, term, tool) => {
    const body = await get(q, { explain: 'true' });
    expect(names(body)[0]).toBe(tool);
    expect(body.corrections).toEqual(term === 'kubernet' ? [] : [{ word: q.split(' ')[0], term }]);
  });

  it.each(['trian', 'cat', 'zyzzyva', 'weather'])('%s: what is known, short or far from all stays', async (q) => {
    const { corrections } = await get(q);
    expect(corrections).toEqual(q === 'trian' ? [{ word: 'trian', term: 'train' }] : []);
  });

  it('counts for less than the word itself', async () => {
    const [right] = (await get('weather')).data;
    const [wrong] = (await get('wether')).data;
    expect(wrong.score).toBeLessThanOrEqual(right.score);
  });

  it('is never repaired to a word, or left alone for a word, that only hidden tools have', async () => {
    const before = await get('projct quaggaz, wether', {}, asker);
    await registerTool(admin, { name: 'secret_one', description: 'Of quagga and of wether.', tags: ['hidden'] });
    expect(await get('projct quaggaz, wether', {}, asker)).toEqual(before);
    expect(before.corrections).toEqual([{ word: 'wether', term: 'weather' }]);
    expect((await get('quaggaz')).corrections).toEqual([{ word: 'quaggaz', term: 'quagga' }]);
    expect((await get('wether')).corrections).toEqual([]);
  });
});

describe('a synonym', () => {
  it('finds, is named, and stops to with its deletion', async () => {
    expect(names(await get('k8s'))).toEqual([]);
    await admin.put('/api/v1/search/synonyms/K8s', { synonyms: ['kubernetes'] });
    await eventually(async () => expect(names(await get('k8s'))).toEqual(['cluster_scale']));
    const [hit] = (await get('k8s', { explain: 'true' })).data;
    expect(hit.why).toEqual([{ word: 'k8s', term: 'kubernet', origin: 'synonym', fields: ['description'] }]);
    await admin.delete('/api/v1/search/synonyms/k8s');
    await eventually(async () => expect(names(await get('k8s'))).toEqual([]));
  });

  it('keeps a word of no tool from being taken for misspelt', async () => {
    await admin.put('/api/v1/search/synonyms/wetter', { synonyms: ['weather'], weight: 0.3 });
    await eventually(async () => expect((await get('wetter')).corrections).toEqual([]));
    expect(names(await get('wetter'))).toEqual(['weather_forecast']);
    await admin.delete('/api/v1/search/synonyms/wetter');
  });
});

describe('confidence', () => {
  it('is high for what is there, low for what is not, and 0 for nothing', async () => {
    expect((await get('weather forecast')).confidence).toBeGreaterThan(0.9);
    const far = await get('paint my ceiling with elephants, giraffes, unicorns, dragons and several parcels');
    expect(far.confidence).toBeLessThan(0.1);
    expect(far.data.length).toBeGreaterThan(0);
    expect((await get('🚀')).confidence).toBe(0);
  });

  it('lets nothing be the answer, where that is asked for', async () => {
    const q = 'paint my ceiling with elephants, giraffes, unicorns, dragons and several parcels';
    expect(await get(q, { requireFit: 'true', facets: 'tag' })).toMatchObject({ data: [], facets: { tag: [] } });
    expect(names(await get('weather forecast', { requireFit: 'true' }))).toEqual(['weather_forecast']);
  });
});

describe('facets', () => {
  it('count the hits of all pages that pass the filters', async () => {
    const { facets, data } = await get('train city', { facets: 'tag,type', limit: '1' });
    expect(data).toHaveLength(1);
    expect(facets).toEqual({
      tag: [
        { value: 'travel', count: 2 },
        { value: 'read', count: 1 },
        { value: 'shop', count: 1 },
      ],
      type: [{ value: 'http', count: 3 }],
    });
    expect((await get('train city', { facets: 'tag', tag: 'shop' })).facets).toEqual({
      tag: [{ value: 'shop', count: 1 }],
    });
  });

  it('count no hidden tool', async () => {
    const before = await get('train city', { facets: 'tag,type' }, asker);
    await registerTool(admin, {
      name: 'secret_train',
      description: 'A train to the city.',
      tags: ['hidden', 'travel'],
    });
    expect(await get('train city', { facets: 'tag,type' }, asker)).toEqual(before);
    expect((await get('train city', { facets: 'type' })).facets.type).toEqual([{ value: 'http', count: 4 }]);
  });
});

describe('pages', () => {
  it.each([
    ['a question', { q: 'parcels number 3, a train to the city' }],
    ['a filtered question', { q: 'parcels number 3, a train', type: 'http', status: ['active'] }],
    ['a conversation', { messages: [{ role: 'user', content: 'Parcels number 3 by train?' }] }],
  ])('of %s are together the whole, each hit once, in order', async (_, request) => {
    const whole = (await post({ ...request, limit: 100 })).body.data;
    expect(whole.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (limit) => {
        const seen: object[] = [];
        for (let cursor: string | undefined, more = true; more && seen.length <= whole.length;) {
          const { status, body } = await post({ ...request, limit, ...(cursor && { cursor }) });
          expect(status).toBe(200);
          seen.push(...body.data);
          [cursor, more] = [body.page.nextCursor, body.page.hasMore];
        }
        expect(seen).toEqual(whole);
      }),
      { numRuns: 6 },
    );
  });

  it('are linked', async () => {
    const reply = await admin.get(`${PATH}?q=parcels%20number%203&limit=2&type=http&explain=true`);
    const next = /<(.+)>; rel="next"/.exec(reply.headers.get('link') ?? '')?.[1] ?? '';
    const following = await admin.get(next);
    expect(following.status).toBe(200);
    expect(names(following.body)).not.toEqual(names(reply.body));
    expect(following.body.confidence).toBe(reply.body.confidence);
    expect(following.body.data[0].why).toBeDefined();
  });

  it.each([
    ['another question', { q: 'train' }],
    ['another filter', { q: 'parcels', tag: ['shop'] }],
  ])('are refused with %s', async (_, request) => {
    const { body } = await post({ q: 'parcels', limit: 2 });
    const reply = await post({ ...request, limit: 2, cursor: body.page.nextCursor });
    expect(reply).toMatchObject({ status: 400, body: { code: 'INVALID_CURSOR' } });
  });

  it('end where the score falls below `minScore`', async () => {
    const { data } = await get('parcels number 3', { limit: '100' });
    const minScore = String(data[2].score);
    const kept = data.filter((it: { score: number }) => it.score >= Number(minScore));
    expect(await get('parcels number 3', { limit: '100', minScore })).toMatchObject({ data: kept });
    expect(kept.length).toBeLessThan(data.length);
  });
});

describe('a plan', () => {
  it('gets the best tools of each step', async () => {
    const plan = ['Look up when the train leaves', 'zyzzyva', 'Cancel the order'];
    const { body } = await post({ plan, limit: 1 });
    expect(body.data.map((it: { name: string; step: number }) => [it.step, it.name])).toEqual([
      [0, 'train_timetable'],
      [2, 'cancel_order'],
    ]);
    expect(body.steps.map((it: { confidence: number }) => it.confidence > 0)).toEqual([true, false, true]);
    expect(body.confidence).toBe(0);
  });
});

describe('a conversation', () => {
  it('is about what the user said last', async () => {
    const { body } = await post({
      messages: [
        { role: 'system', content: 'You sell trains.' },
        { role: 'user', content: 'Cancel my order please' },
        { role: 'assistant', content: 'Done.' },
        { role: 'user', content: 'And how is the weather?' },
      ],
    });
    expect(names(body)[0]).toBe('weather_forecast');
    expect(names(body)).toContain('cancel_order');
  });
});
