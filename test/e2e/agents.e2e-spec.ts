import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PASSWORD = 'a long enough password';

describe('agents', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;
  let admin: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
  });
  afterAll(() => registry.close());

  const newName = () => `a-${randomUUID().slice(0, 8)}`;

  async function create(agent: object = {}) {
    const reply = await admin.post('/api/v1/agents', { name: newName(), type: 'bot', password: PASSWORD, ...agent });
    expect(reply.status).toBe(201);
    return reply.body as { id: string; name: string; revision: number };
  }

  const ifMatch = (revision: number) => ({ 'if-match': `"${revision}"` });

  describe('creating', () => {
    it('answers with the agent, without its password', async () => {
      const name = newName();
      const agent = { name, type: 'service', roles: ['user'], permissions: ['usage:read'], metadata: { team: 'x' } };
      const reply = await admin.post('/api/v1/agents', { ...agent, password: PASSWORD });
      expect(reply.status).toBe(201);
      expect(reply.body).toMatchObject({ ...agent, displayName: name, status: 'active', ownerId: null, revision: 1 });
      expect(JSON.stringify(reply.body)).not.toContain(PASSWORD);
      const read = await admin.get(`/api/v1/agents/${reply.body.id}`);
      expect(read.body).toEqual(reply.body);
      expect(read.headers.get('etag')).toBe('"1"');
    });

    it.each([
      ['accents', 'resume-bot', 'r\u00e9sum\u00e9-bot', 201],
      ['sharp s', 'Straße-bot', 'STRASSE-BOT', 409],
      ['case', 'Alice.One', 'ALICE.one', 409],
      ['width', 'bob1', 'ｂｏｂ１', 409],
      ['composition', 'caf\u00e9', 'cafe\u0301', 409],
    ])('compares names by %s: %s and %s', async (_, first, second, status) => {
      await create({ name: first });
      const reply = await admin.post('/api/v1/agents', { name: second, type: 'bot' });
      expect(reply.status).toBe(status);
      if (status === 409) expect(reply.body.code).toBe('AGENT_NAME_TAKEN');
    });

    it.each([[[[]]], [[[{ issuer: 'https://idp.example', subject: 'x' }]]]])(
      'refuses the identities %j, as does a change',
      async (identities) => {
        const { id } = await create();
        for (const reply of [
          await admin.post('/api/v1/agents', { name: newName(), type: 'bot', identities }),
          await admin.patch(`/api/v1/agents/${id}`, { identities }, { 'if-match': '*' }),
        ]) {
          expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, '/identities']);
        }
      },
    );

    it('lets one of many creations of one name win', async () => {
      const name = newName();
      const race = Array.from({ length: 8 }, (_, i) =>
        admin.post('/api/v1/agents', { name: i % 2 ? name.toUpperCase() : name, type: 'bot' }),
      );
      const statuses = (await Promise.all(race)).map((it) => it.status).sort();
      expect(statuses).toEqual([201, ...Array<number>(7).fill(409)]);
    });

    it.each([
      [{ name: 'has space' }, '/name'],
      [{ name: '' }, '/name'],
      [{ type: 'robot' }, '/type'],
      [{ password: 'too short' }, '/password'],
      [{ permissions: ['tool'] }, '/permissions'],
      [{ permissions: null }, '/permissions'],
      [{ roles: ['no-such-role'] }, '/roles/0'],
      [{ ownerId: randomUUID() }, '/ownerId'],
      [{ metadata: 'text' }, '/metadata'],
      [{ status: 'disabled' }, '/status'],
      [{ tokenEpoch: 9 }, '/tokenEpoch'],
    ])('refuses %j', async (flaw, pointer) => {
      const reply = await admin.post('/api/v1/agents', { name: newName(), type: 'bot', ...flaw });
      expect(reply.status).toBe(400);
      expect(reply.body.errors[0].pointer).toBe(pointer);
    });
  });

  it('bounds the metadata', async () => {
    const metadata = { text: 'x'.repeat(9000) };
    const reply = await admin.post('/api/v1/agents', { name: newName(), type: 'bot', metadata });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, '/metadata']);
  });

  describe('listing', () => {
    it('pages through agents by filter', async () => {
      const { id: ownerId } = await create({ type: 'user' });
      const ids: string[] = [];
      for (let i = 0; i < 3; i++) ids.push((await create({ type: 'service', ownerId, roles: ['auditor'] })).id);
      await create({ type: 'bot', ownerId });
      const first = await admin.get(
        `/api/v1/agents?ownerId=${ownerId}&type=service&role=auditor&status=active&limit=2`,
      );
      expect(first.body.data.map((it: { id: string }) => it.id)).toEqual(ids.slice(0, 2));
      const second = await admin.get(`/api/v1/agents?limit=2&cursor=${first.body.page.nextCursor}`);
      expect(second.body.data.map((it: { id: string }) => it.id)).toEqual(ids.slice(2));
      expect(second.body.page).toEqual({ nextCursor: null, hasMore: false });
    });

    it('shows the roles there are', async () => {
      const { body } = await admin.get('/api/v1/roles');
      const names = body.data.map((it: { name: string }) => it.name);
      expect(names).toEqual(['admin', 'auditor', 'policy_admin', 'tool_publisher', 'user']);
      expect(body.data[0].permissions).toEqual(['*']);
    });
  });

  describe('changing', () => {
    it('leaves what is absent and clears what is null', async () => {
      const owner = await create();
      const agent = await create({ ownerId: owner.id, metadata: { a: 1 }, roles: ['user'] });
      const reply = await admin.patch(`/api/v1/agents/${agent.id}`, { ownerId: null, metadata: null }, ifMatch(1));
      expect(reply.body).toMatchObject({
        ownerId: null,
        metadata: {},
        roles: ['user'],
        displayName: agent.name,
        revision: 2,
      });
    });

    it.each([
      [{}, 428],
      [{ 'if-match': '"7"' }, 412],
      [{ 'if-match': '"1"' }, 200],
      [{ 'if-match': '*' }, 200],
    ])('with the headers %j is answered %i', async (headers, status) => {
      const { id } = await create();
      expect((await admin.patch(`/api/v1/agents/${id}`, { displayName: 'new' }, headers)).status).toBe(status);
    });

    it.each([
      ['other roles', { roles: ['auditor'] }],
      ['other permissions', { permissions: ['self:read', 'audit:read'] }],
      ['another password', { password: 'another long password' }],
    ])('to %s ends access tokens at once', async (_, patch) => {
      const { id, name } = await create({ permissions: ['self:read'] });
      const client = await anybody.login(name, PASSWORD);
      expect((await client.get('/api/v1/auth/me')).status).toBe(200);
      expect((await admin.patch(`/api/v1/agents/${id}`, patch, ifMatch(1))).status).toBe(200);
      expect((await client.get('/api/v1/auth/me')).status).toBe(401);
    });

    it('of the display name ends nothing', async () => {
      const { id, name } = await create({ permissions: ['self:read'] });
      const client = await anybody.login(name, PASSWORD);
      await admin.patch(`/api/v1/agents/${id}`, { displayName: 'Another' }, ifMatch(1));
      expect((await client.get('/api/v1/auth/me')).status).toBe(200);
    });

    it('takes a password away', async () => {
      const { id, name } = await create();
      await admin.patch(`/api/v1/agents/${id}`, { password: null }, ifMatch(1));
      expect((await anybody.login(name, PASSWORD)).token).toBeUndefined();
    });
  });

  describe('disabling', () => {
    it('refuses tokens, keys and logins at once, and enabling does not revive the tokens', async () => {
      const { id, name } = await create({ permissions: ['self:read'] });
      const { key } = (await admin.post(`/api/v1/agents/${id}/api-keys`, { name: 'k' })).body;
      const byToken = await anybody.login(name, PASSWORD);
      const byKey = anybody.as(key);
      const statuses = async () => [
        (await byToken.get('/api/v1/auth/me')).status,
        (await byKey.get('/api/v1/auth/me')).status,
      ];
      expect(await statuses()).toEqual([200, 200]);
      expect((await admin.post(`/api/v1/agents/${id}/disable`)).body.status).toBe('disabled');
      expect(await statuses()).toEqual([401, 401]);
      expect((await anybody.login(name, PASSWORD)).token).toBeUndefined();
      expect((await admin.post(`/api/v1/agents/${id}/enable`)).body.status).toBe('active');
      expect(await statuses()).toEqual([401, 200]);
    });
  });

  describe('deleting', () => {
    it('ends what the agent holds', async () => {
      const { id, name } = await create({ permissions: ['self:read'] });
      const client = await anybody.login(name, PASSWORD);
      expect((await admin.delete(`/api/v1/agents/${id}`, ifMatch(9))).status).toBe(412);
      expect((await admin.delete(`/api/v1/agents/${id}`, ifMatch(1))).status).toBe(204);
      expect((await client.get('/api/v1/auth/me')).status).toBe(401);
      expect((await admin.get(`/api/v1/agents/${id}`)).body.code).toBe('AGENT_NOT_FOUND');
    });

    it('is refused while the agent owns others', async () => {
      const owner = await create();
      await create({ ownerId: owner.id });
      const reply = await admin.delete(`/api/v1/agents/${owner.id}`, ifMatch(1));
      expect([reply.status, reply.body.code]).toEqual([409, 'AGENT_IN_USE']);
    });
  });
});
