import { BUILT_IN_ROLES } from '../../src/auth/roles/built-in-roles.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

interface Row {
  readonly permission: string;
}

describe('the catalogue of permissions', () => {
  let registry: TestRegistry;
  let admin: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry();
    admin = await new ApiClient(registry.url).login();
  });
  afterAll(() => registry.close());

  it('lists what routes and services ask for, and where narrowing is possible', async () => {
    const { data } = (await admin.get('/api/v1/permissions?limit=100')).body;
    expect(data).toEqual([...data].sort((one: Row, other: Row) => (one.permission < other.permission ? -1 : 1)));
    expect(data).toEqual(
      expect.arrayContaining([
        { permission: 'agent:manage', narrowable: false },
        { permission: 'credential:manage', narrowable: false },
        { permission: 'credential:validate', narrowable: true },
        { permission: 'tool:create', narrowable: false },
        { permission: 'tool:invoke', narrowable: true },
      ]),
    );
  });

  it('goes on where a page ends', async () => {
    const all = (await admin.get('/api/v1/permissions?limit=100')).body.data;
    const first = (await admin.get('/api/v1/permissions?limit=3')).body;
    const second = (await admin.get(`/api/v1/permissions?limit=3&cursor=${first.page.nextCursor}`)).body;
    expect([...first.data, ...second.data]).toEqual(all.slice(0, 6));
  });

  it('knows all that built-in roles grant', async () => {
    const known = (await admin.get('/api/v1/permissions?limit=100')).body.data.map((it: Row) => it.permission);
    expect(['*', ...known]).toEqual(expect.arrayContaining(BUILT_IN_ROLES.flatMap((it) => it.permissions)));
  });

  it.each([
    ['an agent', '/api/v1/agents', (permissions: string[]) => ({ name: 'misspelt', type: 'bot', permissions })],
    ['an API key', '/api/v1/agents/:me/api-keys', (permissions: string[]) => ({ name: 'misspelt', permissions })],
    ['a role', '/api/v1/roles', (permissions: string[]) => ({ name: 'misspelt', description: 'x', permissions })],
  ])('is all that %s can be given', async (_, path, bodyWith) => {
    const me = (await admin.get('/api/v1/auth/me')).body.agentId;
    const refused = await admin.post(path.replace(':me', me), bodyWith(['tool:read', 'tools:read', 'audit:reed:#x']));
    expect([refused.status, refused.body.code]).toEqual([400, 'UNKNOWN_PERMISSION']);
    expect(refused.body.errors.map((it: { pointer: string }) => it.pointer)).toEqual([
      '/permissions/1',
      '/permissions/2',
    ]);
    const known = ['*', 'tool:*', 'tool:*:#finance', 'tool:invoke:some-id', 'credential:manage'];
    expect((await admin.post(path.replace(':me', me), bodyWith(known))).status).toBe(201);
  });
});
