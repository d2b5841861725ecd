import fc from 'fast-check';
import { Client } from 'pg';
import { Transactions } from '../../src/database/index.js';
import { LexemeCountsRepository } from '../../src/registry/search/lexeme-counts.repository.js';
import type { Breadth } from '../../src/registry/search/nearest-tools.sql.js';
import { SearchRepository } from '../../src/registry/search/search.repository.js';
import type { ToolSelection } from '../../src/registry/tools/tool-selection.sql.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool } from '../support/tools.js';

const WORDS = ['weather', 'train', 'order', 'parcel', 'city', 'invoice', 'forecast', 'seat', 'shop', 'cluster'];
const TOOLS = 80;
const QUESTION = 'weather forecast for a city';
const EVERY: ToolSelection = { visible: { match: 'all' } };

let registry: TestRegistry;
let admin: ApiClient;
let database: Client;

/** Words by the bits of a number: each tool has others. */
const wordsOf = (index: number) => WORDS.filter((_, bit) => ((index * 37 + 11) >> bit) & 1);
const hits = async (q: string, options = '') => {
  const { status, body } = await admin.get(`/api/v1/tools/search?q=${encodeURIComponent(q)}&limit=100${options}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return (body.data as { name: string }[]).map((it) => it.name);
};

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  database = new Client({ connectionString: registry.databaseUrl });
  await database.connect();
  const tools = Array.from({ length: TOOLS }, (_, index) => ({
    name: `${wordsOf(index + 1)[0] ?? 'other'}_${String(index)}`,
    ...{ description: wordsOf(index).join(' ') || 'nothing', tags: index % 4 === 0 ? ['fourth'] : [] },
    ...{ type: 'http', endpoint: 'https://tools.example.com/call', settings: { method: 'POST' } },
    inputSchema: { type: 'object' },
  }));
  const reply = await admin.post('/api/v1/tools/bulk/create', { tools });
  expect(reply.body).toMatchObject({ refused: 0 });
}, 60_000);
afterAll(async () => {
  await database.end();
  await registry.close();
});

describe('the nearest tools', () => {
  const nearest = async (parts: number[][], selection: ToolSelection, breadth: Breadth, most = 200) => {
    const terms = WORDS.map((word, index) => ({ lexeme: stemOf(word), parts: parts.map((it) => it[index] ?? 0) }));
    const found = await registry.app.get(SearchRepository, { strict: false }).nearest({
      ...{ terms, clauses: parts.slice(1).map(() => 0.8), selection, breadth, most },
    });
    return new Map(found.map((it) => [it.id, Math.round(it.score * 1e9)]));
  };
  const stemOf = (word: string) => ({ city: 'citi', invoice: 'invoic' })[word] ?? word;
  const weights = fc.array(fc.constantFrom(0, 0.5, 1, 2, 3), { minLength: WORDS.length, maxLength: WORDS.length });
  const asked = fc.array(fc.constantFrom(0.5, 1, 2, 3), { minLength: WORDS.length, maxLength: WORDS.length });
  const questions = fc.tuple(asked, fc.array(weights, { maxLength: 3 })).map(([whole, clauses]) => [whole, ...clauses]);

  it('are the same however they are looked for, where enough is offered', async () => {
    const fourth: ToolSelection = { visible: { match: 'tags', tags: ['fourth'] } };
    await fc.assert(
      fc.asyncProperty(questions, fc.constantFrom(EVERY, fourth), async (parts, selection) => {
        const exact = await nearest(parts, selection, { look: 'selected' });
        expect(await nearest(parts, selection, { look: 'offered' })).toEqual(exact);
        expect(await nearest(parts, selection, { look: 'offered', most: TOOLS })).toEqual(exact);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['nestloop', 'hashjoin', 'mergejoin'])('are the best ones where few are wanted, without %s', async (join) => {
    const transactions = registry.app.get(Transactions, { strict: false });
    await fc.assert(
      fc.asyncProperty(questions, async (parts) => {
        const exact = await nearest(parts, EVERY, { look: 'selected' });
        const few = await transactions.run(async () => {
          await transactions.manager.query(`SET LOCAL enable_${join} = off`);
          return nearest(parts, EVERY, { look: 'offered' }, 5);
        });
        const scores = [...few.keys()].map((it) => exact.get(it) ?? 0).sort((a, b) => b - a);
        expect(scores).toEqual([...exact.values()].sort((a, b) => b - a).slice(0, 5));
      }),
      { numRuns: 10 },
    );
  });

  it('are fewer where each word offers few', async () => {
    const ones = [WORDS.map(() => 1)];
    const [exact, few] = [
      await nearest(ones, EVERY, { look: 'selected' }),
      await nearest(ones, EVERY, { look: 'offered', most: 1 }),
    ];
    expect(few.size).toBeGreaterThan(0);
    expect(few.size).toBeLessThanOrEqual(WORDS.length);
    expect(few.size).toBeLessThan(exact.size);
  });
});

describe('folded counts', () => {
  const sums = async () =>
    (
      await database.query(
        'SELECT lexeme, sum(tools)::int AS tools FROM lexeme_count GROUP BY 1 HAVING sum(tools) <> 0 ORDER BY 1',
      )
    ).rows;

  it('are as they were, a row for each word', async () => {
    const tool = await registerTool(admin, { name: 'passing', description: 'ephemeral weather' });
    await admin.delete(`/api/v1/tools/${tool.id}`, { 'if-match': `"${String(tool.revision)}"` });
    const before = await sums();
    await registry.app.get(LexemeCountsRepository, { strict: false }).fold();
    expect(await sums()).toEqual(before);
    const { rows } = await database.query('SELECT count(*)::int AS rows FROM lexeme_count');
    expect(rows).toEqual([{ rows: before.length }]);
  });

  it('are what the tools have', async () => {
    const { rows } = await database.query('SELECT lexeme, count(*)::int AS tools FROM tool_term GROUP BY 1 ORDER BY 1');
    expect(await sums()).toEqual(rows);
  });
});

describe('among many tools', () => {
  const among = { few: [] as string[] };

  beforeAll(async () => {
    among.few = (await hits(QUESTION)).sort();
    await database.query("INSERT INTO lexeme_count (lexeme, tools) VALUES ('', 50000)");
  });

  it('a question finds what it finds among few', async () => {
    expect((await hits(QUESTION)).sort()).toEqual(among.few);
    expect(among.few.length).toBeGreaterThan(TOOLS / 2);
  });

  it('a filter loses nothing', async () => {
    const found = await hits('parcel', '&tag=fourth');
    const expected = Array.from({ length: TOOLS }, (_, index) => index).filter(
      (it) => it % 4 === 0 && (wordsOf(it).includes('parcel') || wordsOf(it + 1)[0] === 'parcel'),
    );
    expect(found.map((it) => Number(it.split('_')[1])).sort((a, b) => a - b)).toEqual(expected);
  });

  it('a new tool is found by a word that nobody has counted yet', async () => {
    await hits('weather');
    await registerTool(admin, { name: 'zeppelin_rental', description: 'Rents airships.' });
    expect(await hits('zeppelin')).toEqual(['zeppelin_rental']);
  });

  it('a deprecated tool comes after one as good', async () => {
    const [old, other] = [
      await registerTool(admin, { name: 'gondola_one', description: 'Rides.' }),
      await registerTool(admin, { name: 'gondola_two', description: 'Rides.' }),
    ];
    expect(await hits('gondola')).toEqual(['gondola_one', 'gondola_two']);
    const reply = await admin.post(
      `/api/v1/tools/${old.id}/transitions`,
      {
        ...{ transition: 'deprecate', reason: 'Old.', successorId: other.id },
      },
      { 'if-match': `"${String(old.revision)}"` },
    );
    expect(reply).toMatchObject({ status: 200 });
    expect(await hits('gondola')).toEqual(['gondola_two', 'gondola_one']);
  });
});
