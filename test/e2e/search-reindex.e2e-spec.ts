import { Client } from 'pg';
import { Reindexing } from '../../src/registry/search/reindexing.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { toolDefinition } from '../support/tools.js';

const TOOLS = 205;

let registry: TestRegistry;
let admin: ApiClient;
let database: Client;

const reindex = () => registry.app.get(Reindexing, { strict: false }).run();
const terms = async () =>
  (await database.query('SELECT tool_id, lexeme, weight, fields FROM tool_term ORDER BY tool_id, lexeme')).rows;
const counts = async () =>
  (
    await database.query(
      'SELECT lexeme, sum(tools)::int AS tools FROM lexeme_count GROUP BY 1 HAVING sum(tools) <> 0 ORDER BY 1',
    )
  ).rows;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  database = new Client({ connectionString: registry.databaseUrl });
  await database.connect();
  const tools = Array.from({ length: TOOLS }, (_, index) => toolDefinition({ description: `Forecast ${index}.` }));
  for (const some of [tools.slice(0, 100), tools.slice(100, 200), tools.slice(200)])
    expect((await admin.post('/api/v1/tools/bulk/create', { tools: some })).body).toMatchObject({ refused: 0 });
}, 60_000);
afterAll(async () => {
  await database.end();
  await registry.close();
});

describe('the index made anew', () => {
  it('is what registrations made, whatever stood there', async () => {
    const [made, counted] = [await terms(), await counts()];
    await database.query('UPDATE tool_term SET weight = weight * 2');
    await database.query("DELETE FROM tool_term WHERE lexeme = 'forecast'");
    await database.query("UPDATE tool_term SET lexeme = 'wether' WHERE lexeme = 'weather'");
    expect(await reindex()).toBe(TOOLS);
    expect(await terms()).toEqual(made);
    expect(await counts()).toEqual(counted);
  });

  it('loses no change that is made meanwhile', async () => {
    const { body } = await admin.get('/api/v1/tools?limit=20');
    const changes = (body.data as { id: string }[]).map(({ id }, index) =>
      admin.patch(
        `/api/v1/tools/${id}`,
        { description: `Meanwhile${'abcdefghijklmnopqrst'[index] ?? ''}` },
        { 'if-match': '*' },
      ),
    );
    const [done, ...replies] = await Promise.all([reindex(), ...changes]);
    expect(done).toBe(TOOLS);
    expect(replies.map((it) => it.status)).toEqual(changes.map(() => 200));
    const found = await admin.get('/api/v1/tools/search?q=meanwhilec');
    expect(found.body.data).toMatchObject([{ id: body.data[2].id }]);
    const now = await terms();
    await reindex();
    expect(await terms()).toEqual(now);
  });
});
