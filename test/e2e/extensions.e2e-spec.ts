import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { BusinessHoursModule } from '../../examples/business-hours-policy/index.js';
import { InMemoryDirectory } from '../../examples/ldap-auth/directory.js';
import { LdapAuthModule } from '../../examples/ldap-auth/index.js';
import { ProjectEntitiesModule } from '../../examples/project-entities/index.js';
import { SqlToolModule } from '../../examples/sql-tool/index.js';
import { StatsdModule } from '../../examples/statsd-sink/index.js';
import { ToolOwnersModule } from '../../examples/tool-owners-endpoint/index.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { createDatabase, query, type TestDatabase } from '../support/test-database.js';

const ADA = { dn: 'uid=ada,ou=people,dc=example,dc=org', attributes: { uid: 'ada' }, password: 'analytical-engine' };
const LDAP = { issuer: 'ldap://directory.example', baseDn: 'ou=people,dc=example,dc=org', loginAttribute: 'uid' };
const SQL = {
  databaseSlot: 'database',
  query: 'SELECT sku, amount FROM item WHERE sku LIKE $1 ORDER BY sku',
  parameters: ['pattern'],
  maxRows: 2,
  timeoutMs: 2000,
};

let registry: TestRegistry;
let warehouse: TestDatabase;
let statsd: Socket;
let admin: ApiClient;
const datagrams: string[] = [];

beforeAll(async () => {
  warehouse = await createDatabase();
  await query(
    warehouse.url,
    'CREATE TABLE item AS SELECT sku, length(sku) AS amount FROM unnest(ARRAY[$1, $2, $3]) AS sku',
    ['a1', 'a22', 'a333'],
  );
  await query(warehouse.url, 'CREATE SEQUENCE counter');
  statsd = createSocket('udp4').on('message', (message) => datagrams.push(...String(message).split('\n')));
  statsd.bind(0, '127.0.0.1');
  await once(statsd, 'listening');
  registry = await startTestRegistry({
    extensions: [
      LdapAuthModule.forDirectory(new InMemoryDirectory([ADA])),
      BusinessHoursModule,
      SqlToolModule,
      StatsdModule.to({ host: '127.0.0.1', port: statsd.address().port }),
      ProjectEntitiesModule.of([{ id: 'p1', title: 'Stocktaking', classification: 'internal' }]),
      ToolOwnersModule,
    ],
  });
  admin = await new ApiClient(registry.url).login();
});

afterAll(async () => {
  await registry.close();
  await warehouse.drop();
  statsd.close();
});

async function created(path: string, body: object): Promise<{ id: string }> {
  const reply = await admin.post(path, body);
  expect(reply).toMatchObject({ status: 201 });
  return reply.body;
}

let tools = 0;

async function sqlTool(settings: object = SQL, rest: object = {}): Promise<string> {
  const { id } = await created('/api/v1/tools', {
    name: `stock_${++tools}`,
    description: 'Looks into the warehouse.',
    type: 'sql',
    endpoint: 'https://warehouse.example',
    authRequired: false,
    settings,
    ...rest,
  });
  const secret = { value: warehouse.url, placement: 'none' };
  expect((await admin.put(`/api/v1/tools/${id}/secrets/database`, secret)).status).toBeLessThan(300);
  return id;
}

describe('guests in the documentation', () => {
  it('have their settings in OpenAPI, and their endpoints beside ours', async () => {
    const { body } = await new ApiClient(registry.url).get('/docs/openapi.json');
    expect(Object.keys(body.components.schemas)).toEqual(
      expect.arrayContaining(['BusinessHours', 'LdapSettings', 'LdapCredentials', 'SqlSettings', 'ToolOwnersResponse']),
    );
    expect(body.components.schemas.BusinessHours.properties.opensAt).toMatchObject({ minimum: 0, maximum: 23 });
    expect(body.paths['/api/v1/tools/{id}/owners'].get).toMatchObject({
      operationId: 'getToolOwners',
      tags: ['Tools'],
    });
    expect(body.paths).toHaveProperty('/api/v1/tools/{id}/usage');
  });

  it.each([
    ['/api/v1/auth-methods', 'ldap', 'loginAttribute'],
    ['/api/v1/policy-types', 'business_hours', 'opensAt'],
    ['/api/v1/tool-types', 'sql', 'databaseSlot'],
  ])('are listed by %s with their settings', async (path, kind, member) => {
    const { body } = await admin.get(path);
    const listed = body.data.find((it: { kind: string }) => it.kind === kind);
    expect(listed.settingsSchema.properties[member].description).toEqual(expect.any(String));
  });
});

describe('the LDAP method', () => {
  const login = (username: string, password: string) =>
    new ApiClient(registry.url).post('/api/v1/auth/token', {
      method: 'corporate',
      credentials: { username, password },
    });

  beforeAll(async () => {
    await created('/api/v1/auth-methods', { name: 'corporate', kind: 'ldap', settings: LDAP });
    const { id } = await created('/api/v1/agents', { name: 'ada', type: 'user', roles: ['user'] });
    const link = 'INSERT INTO external_identity (issuer, subject, agent_id) VALUES ($1, $2, $3)';
    await query(registry.databaseUrl, link, [LDAP.issuer, ADA.dn, id]);
  });

  it('lets in whom the directory knows and the registry has an agent for', async () => {
    const { status, body } = await login('ada', 'analytical-engine');
    expect(status).toBe(200);
    const { body: me } = await new ApiClient(registry.url, body.accessToken).get('/api/v1/auth/me');
    expect(me).toMatchObject({ name: 'ada' });
  });

  it.each([
    ['ada', 'difference-engine'],
    ['a*', 'analytical-engine'],
    ['*)(uid=ada', 'analytical-engine'],
    ['charles', 'analytical-engine'],
  ])('keeps %s with %s out', async (username, password) => {
    expect(await login(username, password)).toMatchObject({ status: 401 });
  });

  it('refuses settings its class refuses', async () => {
    const settings = { ...LDAP, issuer: 'https://directory.example' };
    const { status, body } = await admin.post('/api/v1/auth-methods', { name: 'odd', kind: 'ldap', settings });
    expect([status, body.errors[0].pointer]).toEqual([400, '/settings/issuer']);
  });
});

describe('the SQL tool', () => {
  const invoke = (id: string, input: object) => admin.post(`/api/v1/tools/${id}/invocations`, { input });

  it('asks a real database, with bound parameters and at most so many rows', async () => {
    const { status, body } = await invoke(await sqlTool(), { pattern: 'a%' });
    expect(status).toBe(200);
    expect(body.output).toEqual({
      rows: [
        { sku: 'a1', amount: 2 },
        { sku: 'a22', amount: 3 },
      ],
      truncated: true,
    });
  });

  it('takes input for values only', async () => {
    const { body } = await invoke(await sqlTool(), { pattern: "a%' OR '1'='1" });
    expect(body.output).toEqual({ rows: [], truncated: false });
  });

  it.each([
    ['a second statement', 'SELECT 1) AS x; DROP TABLE item; --'],
    ['a writing function', "SELECT setval('counter', 1)"],
    ['to be let write', "SELECT set_config('transaction_read_only', 'off', true)"],
    ['a writing subquery', 'WITH gone AS (DELETE FROM item RETURNING *) SELECT * FROM gone'],
    ['what takes too long', 'SELECT pg_sleep(60)'],
  ])('is refused %s', async (_what, text) => {
    const id = await sqlTool({ ...SQL, query: text, parameters: [], timeoutMs: 300 });
    const { body } = await invoke(id, {});
    expect(body).toMatchObject({ outcome: 'failure' });
    expect(JSON.stringify(body)).not.toContain('item');
    expect(await query(warehouse.url, 'SELECT * FROM item')).toHaveLength(3);
  });
});

describe('the business hours', () => {
  it('are required of whoever else permits', async () => {
    const toolId = await sqlTool();
    const policy = {
      name: 'hours',
      kind: 'business_hours',
      settings: { opensAt: 8, closesAt: 18 },
      target: { tools: { only: [toolId] } },
    };
    await created('/api/v1/policies', policy);
    const { body: me } = await admin.get('/api/v1/auth/me');
    const at = async (time: string) => {
      const question = { agentId: me.id ?? me.agentId, toolId, action: 'invoke', at: `2026-03-04T${time}Z` };
      return (await admin.post('/api/v1/policies/evaluate', question)).body;
    };
    expect(await at('07:59:59')).toMatchObject({ allowed: false, reason: { code: 'REQUIREMENT_NOT_MET' } });
    expect(await at('08:00:00')).toMatchObject({ allowed: true });
    expect(await at('18:00:00')).toMatchObject({ allowed: false });
  });
});

describe('the owners endpoint', () => {
  it('knows the owner, the teams, and the project by its entity source', async () => {
    const id = await sqlTool(SQL, { tags: ['team:stock', 'fast'], metadata: { project: 'p1' } });
    const { status, body } = await admin.get(`/api/v1/tools/${id}/owners`);
    expect([status, body]).toEqual([200, { owner: 'Administrator', teams: ['team:stock'], project: 'Stocktaking' }]);
  });

  it('is guarded like ours', async () => {
    const path = `/api/v1/tools/${await sqlTool()}/owners`;
    expect(await new ApiClient(registry.url).get(path)).toMatchObject({ status: 401 });
    expect(await admin.get('/api/v1/tools/nonsense/owners')).toMatchObject({ status: 400 });
    expect(await admin.get('/api/v1/tools/0190a0b0-0000-7000-8000-00000000dead/owners')).toMatchObject({ status: 404 });
  });
});

describe('the statsd sink', () => {
  it('hears of requests and refusals by UDP', async () => {
    await admin.get('/api/v1/policy-types');
    await new ApiClient(registry.url).get('/api/v1/policy-types');
    const expected = ['requests.GET.api_v1_policy_types.200:1|c', 'errors.GET.api_v1_policy_types.UNAUTHENTICATED:1|c'];
    for (const line of expected) {
      while (!datagrams.includes(`registry.${line}`)) await once(statsd, 'message');
    }
    expect(datagrams).toContainEqual(
      expect.stringMatching(/^registry\.requests\.GET\.api_v1_policy_types\.duration:\d+\|ms$/),
    );
  });
});
