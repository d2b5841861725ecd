import { readFileSync } from 'node:fs';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PATH = '/api/v1/tools/search';
const DOCUMENTS: Readonly<Record<string, string>> = {
  petstore: '2.0/json/petstore.json',
  patents: '3.0/json/uspto.json',
  repos: '3.0/json/link-example.json',
  httpcodes: '3.0/json/http-status-codes.json',
  streams: '3.0/json/callbacks.json',
  uploads: '3.0/json/file-uploads.json',
  owls: '3.0/json/openapi-workshop/hoot.json',
  trains: '3.1/json/train-travel.json',
  readme: '3.1/json/readme.json',
  startrek: '3.0/json/star-trek.json',
};

/** None of them holds the operationId of its tool. */
const QUESTIONS: readonly (readonly [question: string, tool: string])[] = [
  ['Where can I board a train around Berlin?', 'trains_get-stations'],
  ['Which trips by train go from Paris to Milan next Friday?', 'trains_get-trips'],
  ['Book a seat on a train trip for a passenger', 'trains_create-booking'],
  ['Pay for my train booking with a credit card', 'trains_create-booking-payment'],
  ['What quantities of pets do we have per status?', 'petstore_getInventory'],
  ['Order a pet from the store', 'petstore_placeOrder'],
  ['Log the current user out of the pet store', 'petstore_logoutUser'],
  ['Which fields of the patent dataset can be searched?', 'patents_list-searchable-fields'],
  ['Accept and merge the pull request of a colleague', 'repos_mergePullRequest'],
  ['Show me a list of the versions of our project', 'readme_getVersions'],
];

interface Hit {
  readonly name: string;
  readonly score: number;
}

let registry: TestRegistry;
let admin: ApiClient;

const search = async (q: string, filter = '') => {
  const { status, body } = await admin.get(`${PATH}?q=${encodeURIComponent(q)}${filter}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body.data as Hit[];
};
const names = (hits: readonly Hit[]) => hits.map((it) => it.name);

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  for (const [documentName, file] of Object.entries(DOCUMENTS)) {
    const document = readFileSync(require.resolve(`@readme/oas-examples/${file}`), 'utf8');
    const baseUrl = 'https://api.example.com';
    const reply = await admin.post('/api/v1/tools/import', {
      format: 'openapi',
      document,
      documentName,
      baseUrl,
      tags: [documentName],
    });
    expect({ documentName, status: reply.status }).toEqual({ documentName, status: 200 });
  }
}, 120_000);
afterAll(() => registry.close());

describe('a question in plain words', () => {
  it('finds the right tool among the first three, for eight of ten at least', async () => {
    const ranks = await Promise.all(
      QUESTIONS.map(async ([question, tool]) => names(await search(question)).indexOf(tool) + 1),
    );
    const found = ranks.filter((it) => it >= 1 && it <= 3);
    expect({ found: found.length >= 8, ranks }).toMatchObject({ found: true });
  });

  it.each(QUESTIONS)('"%s" does not hold the operationId of %s', (question, tool) => {
    const operationId = tool.slice(tool.indexOf('_') + 1);
    expect(question.toLowerCase().replace(/[^a-z]/g, '')).not.toContain(
      operationId.toLowerCase().replace(/[^a-z]/g, ''),
    );
  });

  it('ranks the best first', async () => {
    const scores = (await search('train station', '&limit=50')).map((it) => it.score);
    expect(scores.length).toBeGreaterThan(3);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });
});

describe('filters', () => {
  it.each([
    ['&tag=petstore', 'petstore_'],
    ['&tag=petstore&type=http', 'petstore_'],
  ])('%s', async (filter, prefix) => {
    const found = names(await search('get the status of something', `&limit=100${filter}`));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((it) => it.startsWith(prefix))).toBe(true);
  });

  it('leave nothing of another type or owner', async () => {
    expect(await search('pet', '&type=llm')).toEqual([]);
    expect(await search('pet', '&ownerId=01990000-0000-7000-8000-000000000000')).toEqual([]);
  });
});

describe('odd questions', () => {
  it.each([
    ['only stop words', 'please show me the'],
    ['an emoji', '🚂'],
    ['blanks', '   '],
    ['nothing', ''],
    ['a word that no tool has', 'zyzzyva'],
  ])('get no hits: %s', async (_, q) => expect(await search(q)).toEqual([]));

  it.each([
    ['SQL', "pet'; DROP TABLE tool; --"],
    ['tsquery syntax', 'pet & !dog | (cat:* <-> fish)'],
    ['wildcards', '%pet_ *'],
    ['a backslash', 'pet\\'],
    ['JSON', '{"pet": ["$ne"]}'],
  ])('are words like others: %s', async (_, q) => expect(names(await search(q)).join()).toContain('petstore_'));

  it('are cut at 60 words', async () => {
    const filler = Array.from({ length: 60 }, (_, index) => `filler${String(index)}`).join(' ');
    expect(await search(`${filler} inventory`)).toEqual([]);
    expect(names(await search(`inventory ${filler}`))).toContain('petstore_getInventory');
  });

  it.each(['', 'q=a&limit=0', 'q=a&limit=101', 'q=a&q=b', 'q=a&page=2', `q=${'a'.repeat(20_000)}`])(
    'are refused: %.20s',
    async (given) => {
      expect((await admin.get(`${PATH}?${given}`)).status).toBeGreaterThanOrEqual(400);
      expect((await admin.get(`${PATH}?${given}`)).status).toBeLessThan(500);
    },
  );
});

describe('scores', () => {
  const tool = (name: string) => ({
    ...{ name, description: 'Herds capybaras.', type: 'http', endpoint: 'https://x.example.com' },
    ...{ settings: { method: 'GET' }, tags: name.startsWith('hidden') ? ['hidden'] : [] },
  });

  it('do not tell of tools that the asker may not discover', async () => {
    const password = 'a-long-enough-password';
    await admin.post('/api/v1/agents', { name: 'asker', type: 'bot', password, roles: ['user'] });
    const hiding = {
      ...{ name: 'Hidden', kind: 'role_based', effect: 'deny', settings: { roles: ['user'] } },
      target: { tags: { only: ['hidden'] } },
    };
    expect(await admin.post('/api/v1/policies', hiding)).toMatchObject({ status: 201 });
    const asker = await new ApiClient(registry.url).login('asker', password);
    const asked = async () => (await asker.get(`${PATH}?q=capybara`)).body.data as Hit[];
    await admin.post('/api/v1/tools', tool('seen'));
    const before = await asked();
    for (const name of ['hidden_one', 'hidden_two']) await admin.post('/api/v1/tools', tool(name));
    expect(names(before)).toEqual(['seen']);
    expect(await asked()).toEqual(before);
    expect(names(await search('capybara'))).toHaveLength(3);
  });
});

describe('the index', () => {
  it('follows a tool through its life', async () => {
    const tool = {
      name: 'quokka',
      description: 'Counts marsupials.',
      type: 'http',
      endpoint: 'https://x.example.com',
      settings: { method: 'GET' },
    };
    const { body } = await admin.post('/api/v1/tools', tool);
    expect(names(await search('marsupial'))).toEqual(['quokka']);
    await admin.patch(`/api/v1/tools/${String(body.id)}`, { description: 'Counts wombats.' }, { 'if-match': '*' });
    expect(await search('marsupial')).toEqual([]);
    expect(names(await search('wombat'))).toEqual(['quokka']);
    await admin.delete(`/api/v1/tools/${String(body.id)}`, { 'if-match': '*' });
    expect(await search('wombat')).toEqual([]);
  });
});
