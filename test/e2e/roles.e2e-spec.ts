import { randomUUID } from 'node:crypto';
import { BUILT_IN_ROLES } from '../../src/auth/roles/built-in-roles.js';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';

const ANY = { 'if-match': '*' };

interface RoleRow {
  readonly name: string;
  readonly builtIn: boolean;
}

interface AuditRow {
  readonly action: string;
  readonly subject: { readonly id: string };
}

describe('roles', () => {
  let registry: TestRegistry;
  let other: TestRegistry;
  let admin: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry();
    other = await startTestRegistry({ variables: { DATABASE_URL: registry.databaseUrl } });
    admin = await new ApiClient(registry.url).login();
  });
  afterAll(async () => {
    await other.close();
    await registry.close();
  });

  const newName = () => `r_${randomUUID().slice(0, 8)}`;
  const pathOf = (name: string) => `/api/v1/roles/${name}`;

  async function createRole(...permissions: string[]): Promise<string> {
    const name = newName();
    const reply = await admin.post('/api/v1/roles', { name, description: 'For tests.', permissions });
    expect(reply.status).toBe(201);
    return name;
  }

  /** An agent that holds these roles and permissions, by an API key. */
  async function agentWith(rights: { roles?: string[]; permissions?: string[] }) {
    const { body } = await admin.post('/api/v1/agents', { name: newName(), type: 'bot', ...rights });
    const key = (await admin.post(`/api/v1/agents/${body.id}/api-keys`, { name: 'test' })).body.key as string;
    return { id: body.id as string, client: admin.as(key) };
  }

  describe('of one’s own', () => {
    it('are created, read, changed and deleted', async () => {
      const name = newName();
      const permissions = ['tool:read', 'tool:invoke:#finance', 'tool:read'];
      const created = await admin.post('/api/v1/roles', { name, description: 'Finance.', permissions });
      expect([created.status, created.headers.get('etag')]).toEqual([201, '"1"']);
      expect(created.body).toMatchObject({ name, builtIn: false, permissions: permissions.slice(0, 2), revision: 1 });

      const changed = await admin.patch(pathOf(name), { description: 'Money.' }, { 'if-match': '"1"' });
      expect(changed.body).toEqual({
        ...created.body,
        description: 'Money.',
        revision: 2,
        updatedAt: changed.body.updatedAt,
      });
      expect((await admin.get(pathOf(name))).body).toEqual(changed.body);
      const page = await admin.get('/api/v1/roles?limit=100');
      expect(page.body.data).toContainEqual(changed.body);

      expect((await admin.delete(pathOf(name), { 'if-match': '"1"' })).status).toBe(412);
      expect((await admin.delete(pathOf(name), { 'if-match': '"2"' })).status).toBe(204);
      expect((await admin.get(pathOf(name))).body.code).toBe('ROLE_NOT_FOUND');

      const trail = await admin.get('/api/v1/audit?limit=100');
      const actions = trail.body.data.filter((it: AuditRow) => it.subject.id === name).map((it: AuditRow) => it.action);
      expect(actions).toEqual(['role.deleted', 'role.updated', 'role.created']);
    });

    it.each<[string, object, string]>([
      ['a capital', { name: 'Finance' }, '/name'],
      ['a hyphen', { name: 'finance-team' }, '/name'],
      ['65 letters', { name: 'a'.repeat(65) }, '/name'],
      ['a line break', { name: 'finance\n' }, '/name'],
      ['no description', { description: '' }, '/description'],
      ['a long description', { description: 'a'.repeat(501) }, '/description'],
      ['something that is no permission', { permissions: ['tool'] }, '/permissions'],
      ['a permission that nothing asks for', { permissions: ['tool:read', 'tool:fly'] }, '/permissions/1'],
      ['a narrowed one that nothing asks for', { permissions: ['tol:*', 'tool:fly:#x'] }, '/permissions/0'],
      ['201 permissions', { permissions: Array(201).fill('tool:read') }, '/permissions'],
      ['null', { permissions: null }, '/permissions'],
      ['its own revision', { revision: 7 }, '/revision'],
      ['the mark of built-in ones', { builtIn: true }, '/builtIn'],
    ])('cannot have %s', async (_, part, pointer) => {
      const name = newName();
      const reply = await admin.post('/api/v1/roles', { name, description: 'x', permissions: [], ...part });
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
      expect((await admin.get(pathOf(name))).status).toBe(404);
    });

    it('have a name to themselves', async () => {
      const reply = await admin.post('/api/v1/roles', { name: 'auditor', description: 'x', permissions: [] });
      expect([reply.status, reply.body.code]).toEqual([409, 'ROLE_NAME_TAKEN']);
    });

    it('are changed by one of two at once', async () => {
      const name = await createRole();
      const change = (description: string) => admin.patch(pathOf(name), { description }, { 'if-match': '"1"' });
      const statuses = (await Promise.all(['a', 'b', 'c', 'd'].map(change))).map((it) => it.status);
      expect(statuses.sort()).toEqual([200, 412, 412, 412]);
    });

    it('are not deleted from under those who hold them', async () => {
      const name = await createRole('tool:read');
      const { id } = await agentWith({ roles: [name] });
      const refused = await admin.delete(pathOf(name), ANY);
      expect([refused.status, refused.body.code]).toEqual([409, 'ROLE_IN_USE']);
      await admin.patch(`/api/v1/agents/${id}`, { roles: [] }, ANY);
      expect((await admin.delete(pathOf(name), ANY)).status).toBe(204);
    });

    it('are either given or deleted when both are tried at once', async () => {
      for (let round = 0; round < 5; round++) {
        const name = await createRole('tool:read');
        const agent = { name: newName(), type: 'bot', roles: [name] };
        const [given, deleted] = await Promise.all([
          admin.post('/api/v1/agents', agent),
          admin.delete(pathOf(name), ANY),
        ]);
        expect(['201 ROLE_IN_USE', 'UNKNOWN_ROLE 204']).toContain(
          `${given.body.code ?? given.status} ${deleted.body.code ?? deleted.status}`,
        );
      }
    });
  });

  describe('that every registry has', () => {
    it('are marked', async () => {
      const { body } = await admin.get('/api/v1/roles?limit=100');
      const builtIn = body.data.filter((it: RoleRow) => it.builtIn).map((it: RoleRow) => it.name);
      expect(builtIn).toEqual(BUILT_IN_ROLES.map((it) => it.name).sort());
    });

    it.each(BUILT_IN_ROLES.map((it) => it.name))('cannot be changed or deleted: %s', async (name) => {
      for (const attempt of [admin.patch(pathOf(name), { permissions: ['*'] }, ANY), admin.delete(pathOf(name), ANY)]) {
        const { status, body } = await attempt;
        expect([status, body.code]).toEqual([409, 'ROLE_BUILT_IN']);
      }
    });

    it('are brought up to date by a start, and custom ones left alone', async () => {
      const custom = await createRole('tool:read');
      const before = (await admin.get(pathOf(custom))).body;
      const { databaseUrl } = registry;
      await query(databaseUrl, `UPDATE role SET permissions = '{tool:read}' WHERE name = 'user'`);
      await query(databaseUrl, `UPDATE role SET built_in = false, permissions = '{self:read}' WHERE name = 'auditor'`);
      await (await startTestRegistry({ variables: { DATABASE_URL: databaseUrl } })).close();

      const user = BUILT_IN_ROLES.find((it) => it.name === 'user');
      expect((await admin.get(pathOf('user'))).body).toMatchObject({ permissions: user?.permissions, revision: 2 });
      expect((await admin.get(pathOf('auditor'))).body).toMatchObject({ permissions: ['self:read'], builtIn: false });
      expect((await admin.get(pathOf(custom))).body).toEqual(before);
      expect((await admin.get(pathOf('admin'))).body.revision).toBe(1);
      await query(databaseUrl, `UPDATE role SET built_in = true WHERE name = 'auditor'`);
    });
  });

  describe('can be written only by those who hold as much', () => {
    const rights = ['self:read', 'agent:read', 'agent:manage', 'tool:invoke:#finance', 'tool:read'];

    it.each<[string, (client: ApiClient) => Promise<ApiReply>, string]>([
      [
        'create',
        (c) => c.post('/api/v1/roles', { name: newName(), description: 'x', permissions: ['tool:invoke'] }),
        'GRANT_TOO_WIDE',
      ],
      [
        'create everything',
        (c) => c.post('/api/v1/roles', { name: newName(), description: 'x', permissions: ['*'] }),
        'GRANT_TOO_WIDE',
      ],
      [
        'create by another tag',
        (c) => c.post('/api/v1/roles', { name: newName(), description: 'x', permissions: ['tool:invoke:#hr'] }),
        'GRANT_TOO_WIDE',
      ],
      [
        'widen',
        async (c) => c.patch(pathOf(await createRole('tool:read')), { permissions: ['tool:*'] }, ANY),
        'GRANT_TOO_WIDE',
      ],
      [
        'narrow a wider one',
        async (c) => c.patch(pathOf(await createRole('tool:*')), { permissions: [] }, ANY),
        'ROLE_OUTRANKS_CALLER',
      ],
      [
        'describe a wider one',
        async (c) => c.patch(pathOf(await createRole('tool:*')), { description: 'y' }, ANY),
        'ROLE_OUTRANKS_CALLER',
      ],
      ['delete a wider one', async (c) => c.delete(pathOf(await createRole('tool:*')), ANY), 'ROLE_OUTRANKS_CALLER'],
    ])('%s', async (_, attempt, code) => {
      const { client } = await agentWith({ permissions: rights });
      const { status, body } = await attempt(client);
      expect([status, body.code]).toEqual([403, code]);
    });

    it('as far as the proof in hand lets them, whoever they are', async () => {
      const me = (await admin.get('/api/v1/auth/me')).body.agentId;
      const permissions = ['self:read', 'agent:manage'];
      const { key } = (await admin.post(`/api/v1/agents/${me}/api-keys`, { name: 'narrow', permissions })).body;
      const wide = { name: newName(), description: 'x', permissions: ['tool:read'] };
      expect((await admin.as(key).post('/api/v1/roles', wide)).body.code).toBe('GRANT_TOO_WIDE');
    });

    it('and then freely', async () => {
      const { client } = await agentWith({ permissions: rights });
      const name = newName();
      const role = { name, description: 'x', permissions: ['tool:read:#any', 'tool:invoke:#finance'] };
      expect((await client.post('/api/v1/roles', role)).status).toBe(201);
      expect((await client.patch(pathOf(name), { permissions: ['self:read'] }, ANY)).status).toBe(200);
      expect((await client.delete(pathOf(name), ANY)).status).toBe(204);
    });
  });

  it('take effect at once on every instance, for tokens already issued', async () => {
    const name = await createRole('self:read');
    const password = 'correct-horse-battery';
    const { body } = await admin.post('/api/v1/agents', { name: newName(), type: 'user', roles: [name], password });
    const client = await new ApiClient(other.url).login(body.name, password);
    const statusThere = async () => (await client.get('/api/v1/tools')).status;
    expect(await statusThere()).toBe(403);

    await admin.patch(pathOf(name), { permissions: ['self:read', 'tool:read'] }, ANY);
    await eventually(async () => expect(await statusThere()).toBe(200));
    await admin.patch(pathOf(name), { permissions: ['self:read'] }, ANY);
    await eventually(async () => expect(await statusThere()).toBe(403));
  });
});
