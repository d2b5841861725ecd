import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';
import { registerTool } from '../support/tools.js';

const PATH = '/api/v1/tools';
const NAMES = ['alpha', 'beta', 'delta', 'epsilon', 'gamma'];

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  for (const name of NAMES) await registerTool(admin, { name });
});
afterAll(() => registry.close());

async function names(filter: string): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor = ''; cursor !== null && seen.length < 20;) {
    const { status, body } = await admin.get(`${PATH}?limit=2&${cursor ? `cursor=${cursor}` : filter}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    seen.push(...body.data.map((it: { name: string }) => it.name));
    cursor = body.page.nextCursor;
  }
  return seen.toSorted();
}

describe('lists', () => {
  it('hold each tool once where all were registered and changed at the same moment', async () => {
    const at = '2026-01-15T09:30:00.000Z';
    await query(registry.databaseUrl, 'UPDATE tool SET created_at = $1, updated_at = $1', [at]);
    for (const sort of ['createdAt', '-createdAt', 'updatedAt', '-updatedAt']) {
      expect(await names(`sort=${sort}`)).toEqual(NAMES);
    }
    expect(await names(`updatedSince=${at}`)).toEqual(NAMES);
    expect(await names('updatedSince=2026-01-15T09:30:00.001Z')).toEqual([]);
  });

  it('are of one owner where that is asked', async () => {
    const { agentId } = (await admin.get('/api/v1/auth/me')).body;
    expect(await names(`ownerId=${agentId}`)).toEqual(NAMES);
    expect(await names(`ownerId=${randomUUID()}`)).toEqual([]);
  });

  it.each([
    ['ownerId=me', 'ownerId'],
    ['sort=size', 'sort'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['colour=red', 'colour'],
    ['status=old', 'status'],
    ['tag=Not%20A%20Tag', 'tag'],
    ['tag=%00', 'tag'],
    ['type=Not%20A%20Type', 'type'],
    ['type=%00', 'type'],
    ['fields=id,secret', 'fields'],
    ['facets=name', 'facets'],
    ['updatedSince=yesterday', 'updatedSince'],
    ['name=a%25', 'name'],
  ])('refuse "%s" by name', async (filter, pointer) => {
    const reply = await admin.get(`${PATH}?${filter}`);
    expect(reply).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', errors: [{ pointer }] } });
  });

  it.each(['nonsense', `${'A'.repeat(60)}`])('refuse the cursor %s', async (cursor) => {
    const reply = await admin.get(`${PATH}?cursor=${cursor}`);
    expect(reply).toMatchObject({ status: 400, body: { code: 'INVALID_CURSOR' } });
  });
});
