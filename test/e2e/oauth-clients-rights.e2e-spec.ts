import { randomUUID } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import type { ApiClient } from '../support/api-client.js';
import { ClientStory } from '../support/client-story.js';

describe('OAuth clients', () => {
  let story: ClientStory;

  beforeAll(async () => {
    story = await ClientStory.start();
  });
  afterAll(() => story.close());

  describe('of oneself', () => {
    it('can be made, changed, rotated and revoked without agent:manage', async () => {
      const { clients, client } = await story.newAgent();
      const { path } = await story.newClient(client, clients, { permissions: ['self:read'] });
      expect((await client.get(clients)).body.data).toHaveLength(1);
      expect((await client.patch(path, { permissions: null }, { 'if-match': '*' })).status).toBe(200);
      expect((await client.post(`${path}/secret`, {})).status).toBe(201);
      expect((await client.delete(path, { 'if-match': '*' })).status).toBe(204);
    });

    it.each([
      ['a permission that the agent lacks', ['policy:manage']],
      ['everything', ['*']],
      ['a whole resource', ['tool:*']],
    ])('cannot hold %s', async (_, permissions) => {
      const { clients, client } = await story.newAgent();
      const made = await client.post(clients, { name: 'c', authentication: 'client_secret', permissions });
      expect([made.status, made.body.code]).toEqual([403, 'GRANT_TOO_WIDE']);
      const { path } = await story.newClient(client, clients, { permissions: ['self:read'] });
      const changed = await client.patch(path, { permissions }, { 'if-match': '*' });
      expect([changed.status, changed.body.code]).toEqual([403, 'GRANT_TOO_WIDE']);
    });

    it('reach no further than the narrow proof that they are made or changed with', async () => {
      const { clients, keys, client } = await story.newAgent();
      const { body } = await story.admin.post(keys, { name: 'k', permissions: ['self:read', 'tool:read'] });
      const narrow = story.anybody.as(body.key);
      const secret = { name: 'c', authentication: 'client_secret' };
      expect((await narrow.post(clients, secret)).body.code).toBe('AGENT_OUTRANKS_CALLER');
      expect((await narrow.post(clients, { ...secret, permissions: ['tool:invoke'] })).body.code).toBe(
        'GRANT_TOO_WIDE',
      );
      const { path } = await story.newClient(narrow, clients, { permissions: ['tool:read'] });
      const wide = await story.newClient(client, clients);
      const codes = [
        await narrow.patch(path, { permissions: null }, { 'if-match': '*' }),
        await narrow.post(`${wide.path}/secret`, {}),
        await narrow.patch(wide.path, { permissions: ['self:read'] }, { 'if-match': '*' }),
        await narrow.delete(wide.path, { 'if-match': '*' }),
      ].map((it) => it.body.code);
      expect(codes).toEqual(['AGENT_OUTRANKS_CALLER', ...Array<string>(3).fill('PROOF_OUTRANKS_CALLER')]);
      await story.tokenOf(wide);
    });

    it('are changed and rotated by no other key or client, which would leave behind what does not end with it', async () => {
      const { clients, keys, client } = await story.newAgent();
      const { key } = (await client.post(keys, { name: 'k' })).body;
      const victim = await story.newClient(client, clients, { permissions: ['self:read'] });
      const other = await story.newClient(client, clients);
      const sibling = await story.newClient(story.anybody.as(key), clients);
      for (const proof of [key, await story.tokenOf(other), await story.tokenOf(sibling)]) {
        const thief = story.anybody.as(proof);
        const changes = [{ permissions: null }, { permissions: [] }, { allowedAddresses: ['127.0.0.1'] }];
        const replies = [
          await thief.post(`${victim.path}/secret`, { overlapSeconds: 600 }),
          ...(await Promise.all(changes.map((it) => thief.patch(victim.path, it, { 'if-match': '*' })))),
        ];
        const codes = replies.map(({ status, body }) => [status, body.code]);
        expect(codes).toEqual(Array(4).fill([403, 'OAUTH_CLIENT_CHANGED_BY_OTHER']));
      }
      expect((await story.admin.get(victim.path)).body).toMatchObject({ permissions: ['self:read'], revision: 1 });
    });

    it('are changed and rotated by themselves, and by what they were made with', async () => {
      const { clients, keys, client } = await story.newAgent();
      const { key } = (await client.post(keys, { name: 'k' })).body;
      const child = await story.newClient(story.anybody.as(key), clients);
      const grandchild = await story.newClient(story.anybody.as(await story.tokenOf(child)), clients);
      const holders = [key, await story.tokenOf(child), await story.tokenOf(grandchild)];
      for (const holder of holders.map((it) => story.anybody.as(it))) {
        expect((await holder.post(`${grandchild.path}/secret`, { overlapSeconds: 60 })).status).toBe(201);
        const change = { allowedAddresses: null };
        expect((await holder.patch(grandchild.path, change, { 'if-match': '*' })).status).toBe(200);
      }
    });

    it('make and rotate no API keys of their agent, which would outlive them', async () => {
      const { clients, keys, client } = await story.newAgent();
      const token = await story.tokenOf(await story.newClient(client, clients));
      const { id } = (await client.post(keys, { name: 'k' })).body;
      for (const [path, body] of [
        [keys, { name: 'k', permissions: ['self:read'] }],
        [`${keys}/${id}/rotate`, {}],
      ] as const) {
        const reply = await story.anybody.as(token).post(path, body);
        expect([reply.status, reply.body.code]).toEqual([403, 'FULL_PROOF_REQUIRED']);
      }
      expect((await client.get(keys)).body.data).toMatchObject([{ id, revision: 1 }]);
    });

    it('outlive no proof that they are made or rotated with', async () => {
      const { clients, keys, client } = await story.newAgent();
      const lasting = await story.newClient(client, clients);
      const ends = (seconds: number) =>
        new Date((Math.floor(story.registry.app.get(Clock).now().getTime() / 1000) + seconds) * 1000).toISOString();
      const { body } = await story.admin.post(keys, { name: 'k', expiresAt: ends(60) });
      const short = story.anybody.as(body.key);
      const later = await short.post(clients, { name: 'c', authentication: 'client_secret', expiresAt: ends(120) });
      expect([later.status, later.body.code]).toEqual([403, 'PROOF_OUTLIVES_CALLER']);
      expect((await short.post(`${lasting.path}/secret`, {})).body.code).toBe('PROOF_OUTLIVES_CALLER');
      const { path } = await story.newClient(short, clients);
      expect((await story.admin.get(path)).body.expiresAt).toBe(body.expiresAt);
    });

    it('are bound to the addresses of the proof that they are made with', async () => {
      const { clients } = await story.newAgent();
      const home = await story.newClient(story.admin, clients, { allowedAddresses: ['127.0.0.0/8'] });
      const bound = story.anybody.as(await story.tokenOf(home));
      const wanted = { name: 'c', authentication: 'client_secret', allowedAddresses: ['0.0.0.0/0'] };
      expect((await bound.post(clients, wanted)).body.code).toBe('PROOF_USABLE_ELSEWHERE');
      const { path } = await story.newClient(bound, clients);
      expect((await story.admin.get(path)).body.allowedAddresses).toEqual(['127.0.0.0/8']);
      const freed = await bound.patch(path, { allowedAddresses: null }, { 'if-match': '*' });
      expect(freed.body.code).toBe('PROOF_USABLE_ELSEWHERE');
    });

    it('end with the key or client that they were made with, as does what they got', async () => {
      const { clients, keys } = await story.newAgent();
      const { body } = await story.admin.post(keys, { name: 'k' });
      const child = await story.newClient(story.anybody.as(body.key), clients);
      const grandchild = await story.newClient(story.anybody.as(await story.tokenOf(child)), clients);
      const sibling = await story.newClient(story.anybody.as(await story.tokenOf(child)), clients);
      expect((await story.admin.get(grandchild.path)).body.madeWith).toEqual([body.id, child.id]);
      const tokens = [await story.tokenOf(child), await story.tokenOf(grandchild)];
      const refused = async (...made: { id: string; secret: string }[]) =>
        (await Promise.all(made.map((it) => story.login(it.id, it.secret)))).map((it) => it.status);
      await story.admin.delete(sibling.path, { 'if-match': '*' });
      expect(await refused(child, grandchild, sibling)).toEqual([200, 200, 401]);
      await story.admin.delete(`${keys}/${body.id}`, { 'if-match': '*' });
      expect(await refused(child, grandchild)).toEqual([401, 401]);
      for (const token of tokens) expect((await story.me(token)).status).toBe(401);
    });

    it('end with the client that they were made with', async () => {
      const { clients } = await story.newAgent();
      const parent = await story.newClient(story.admin, clients);
      const child = await story.newClient(story.anybody.as(await story.tokenOf(parent)), clients);
      await story.admin.post(`${parent.path}/secret`, { overlapSeconds: 60 });
      expect((await story.login(child.id, child.secret)).status).toBe(200);
      await story.admin.delete(parent.path, { 'if-match': '*' });
      expect((await story.login(child.id, child.secret)).status).toBe(401);
    });

    it.each([
      ['gets another secret at once', (path: string) => story.admin.post(`${path}/secret`, { overlapSeconds: 0 })],
      ['is narrowed', (path: string) => story.admin.patch(path, { permissions: [] }, { 'if-match': '*' })],
    ])('end when the client that they were made with %s', async (_, happens) => {
      const { clients } = await story.newAgent();
      const parent = await story.newClient(story.admin, clients);
      const child = await story.newClient(story.anybody.as(await story.tokenOf(parent)), clients);
      const token = await story.tokenOf(child);
      const grandchild = await story.newClient(story.anybody.as(token), clients);
      expect((await story.admin.get(grandchild.path)).body.madeWith.sort()).toEqual([parent.id, child.id].sort());
      expect((await happens(parent.path)).status).toBeLessThan(300);
      for (const it of [child, grandchild]) expect((await story.login(it.id, it.secret)).status).toBe(401);
      expect((await story.me(token)).status).toBe(401);
    });

    it('can end themselves', async () => {
      const { clients } = await story.newAgent();
      const client = await story.newClient(story.admin, clients, { permissions: ['self:read'] });
      const itself = story.anybody.as(await story.tokenOf(client));
      expect((await itself.delete(client.path, { 'if-match': '*' })).status).toBe(204);
      expect((await itself.get(clients)).status).toBe(401);
    });
  });

  it.each([
    ['made', (it: ApiClient, path: string) => it.post(path, { name: 'c', authentication: 'client_secret' })],
    ['listed', (it: ApiClient, path: string) => it.get(path)],
    ['read', (it: ApiClient, path: string) => it.get(`${path}/${randomUUID()}`)],
    ['changed', (it: ApiClient, path: string) => it.patch(`${path}/${randomUUID()}`, {}, { 'if-match': '*' })],
    ['rotated', (it: ApiClient, path: string) => it.post(`${path}/${randomUUID()}/secret`, {})],
    ['revoked', (it: ApiClient, path: string) => it.delete(`${path}/${randomUUID()}`, { 'if-match': '*' })],
  ])('of others cannot be %s without agent:manage', async (_, attempt) => {
    const { client } = await story.newAgent();
    const { clients } = await story.newAgent();
    const reply = await attempt(client, clients);
    expect([reply.status, reply.body.code]).toEqual([403, 'INSUFFICIENT_PERMISSION']);
  });

  it('of agents that hold more cannot be made with agent:manage', async () => {
    const manager = await story.newAgent(['self:read', 'agent:manage']);
    const { clients } = await story.newAgent(['self:read', 'tool:invoke']);
    const reply = await manager.client.post(clients, {
      ...{ name: 'c', authentication: 'client_secret', permissions: ['self:read'] },
    });
    expect(reply.body.code).toBe('AGENT_OUTRANKS_CALLER');
  });

  it('are found under their own agent only', async () => {
    const [one, other] = [await story.newAgent(), await story.newAgent()];
    const { id } = await story.newClient(story.admin, one.clients);
    expect((await story.admin.get(`${other.clients}/${id}`)).body.code).toBe('OAUTH_CLIENT_NOT_FOUND');
    expect((await story.admin.delete(`${other.clients}/${id}`, { 'if-match': '*' })).body.code).toBe(
      'OAUTH_CLIENT_NOT_FOUND',
    );
  });
});
