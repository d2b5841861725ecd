import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { passGates } from '../../src/database/index.js';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { importDocument, openApi, operation } from '../support/openapi-documents.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { countWaiting } from '../support/while-locked.js';

const OPERATIONS = Array.from({ length: 12 }, (_, index) => `op_${index}`);
const ROUNDS = [1, 2, 3];

let registry: TestRegistry;
let admin: ApiClient;
let database: Client;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  database = new Client(registry.databaseUrl);
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await registry.close();
});

const newName = () => `r_${randomUUID().slice(0, 8)}`;

function importing(documentName: string, said: unknown, options: object = {}): Promise<ApiReply> {
  const paths = OPERATIONS.map((id) => [`/${id}`, { get: operation(id, { description: `Says ${String(said)}.` }) }]);
  return importDocument(admin, openApi(Object.fromEntries(paths)), { documentName, ...options });
}

const idsOf = ({ body }: ApiReply): string[] => body.created.map((it: { id: string }) => it.id);

const bulk = (ids: readonly string[], description: string) =>
  admin.post('/api/v1/tools/bulk/update', { tools: ids.map((id) => ({ id, description })), atomic: true });

describe('at the same moment', () => {
  it('two imports of one document follow each other, each seeing what the other did', async () => {
    const documentName = newName();
    const ids = idsOf(await importing(documentName, 'nothing'));
    for (const round of ROUNDS) {
      const replies = await Promise.all(['a', 'b'].map((it) => importing(documentName, `${it} ${round}`)));
      expect(replies.map((it) => [it.status, it.body.updated.length])).toEqual([
        [200, ids.length],
        [200, ids.length],
      ]);
      const tools = await Promise.all(ids.map(async (id) => (await admin.get(`/api/v1/tools/${id}`)).body));
      expect(new Set(tools.map((it) => it.description)).size).toBe(1);
      expect(new Set(tools.map((it) => it.status))).toEqual(new Set(['quarantined']));
    }
  });

  it('an import and bulk changes of its tools follow each other', async () => {
    const documentName = newName();
    const ids = idsOf(await importing(documentName, 'nothing'));
    for (const round of ROUNDS) {
      const replies = await Promise.all([
        importing(documentName, `a ${round}`),
        bulk(ids, `By bulk ${round}.`),
        bulk(ids.toReversed(), `By another ${round}.`),
      ]);
      expect(replies.map((it) => it.status)).toEqual([200, 200, 200]);
    }
  });

  it('JSON Lines in any order and bulk changes of the same tools follow each other', async () => {
    const prefix = newName();
    const lines = (said: string, names = OPERATIONS) => {
      const endpoint = 'https://x.example.com';
      const settings = { method: 'GET' };
      const tools = names.map((it) => ({
        name: `${prefix}_${it}`,
        description: said,
        type: 'http',
        endpoint,
        settings,
      }));
      const document = tools.map((it) => JSON.stringify(it)).join('\n');
      return admin.post('/api/v1/tools/import', { format: 'jsonl', document });
    };
    const ids = idsOf(await lines('At first.'));
    for (const round of ROUNDS) {
      const replies = await Promise.all([
        lines(`One ${round}.`),
        lines(`Two ${round}.`, OPERATIONS.toReversed()),
        bulk(ids, `By bulk ${round}.`),
      ]);
      expect(replies.map((it) => it.status)).toEqual([200, 200, 200]);
    }
  });
});

describe('an import', () => {
  it.each(['openapi', 'jsonl'])('waits for those who vend for its tools: %s', async (format) => {
    const documentName = newName();
    const created = await importing(documentName, 'nothing');
    const [id] = idsOf(created);
    const name = created.body.created[0].name;
    const line = {
      name,
      description: 'Now.',
      type: 'http',
      endpoint: 'https://x.example.com',
      settings: { method: 'GET' },
    };
    const again = () =>
      format === 'openapi'
        ? importing(documentName, 'more')
        : admin.post('/api/v1/tools/import', { format, document: JSON.stringify(line) });
    await database.query('BEGIN');
    let asked: Promise<ApiReply> | undefined;
    try {
      await database.query(`SELECT ${passGates('tool', 'ARRAY[$1::uuid]')}`, [id]);
      expect(await importing(documentName, 'more', { dryRun: true })).toMatchObject({ status: 200 });
      asked = again();
      await eventually(async () => expect(await countWaiting(database)).toBe(1));
    } finally {
      await database.query('COMMIT');
    }
    expect(await asked).toMatchObject({ status: 200 });
  });
});
