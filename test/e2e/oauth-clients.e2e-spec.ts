import { randomUUID } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import { newOpaqueToken } from '../../src/common/crypto/opaque-token.js';
import { newClientKey } from '../support/client-keys.js';
import { ClientStory, withKeys } from '../support/client-story.js';

describe('OAuth clients', () => {
  let story: ClientStory;

  beforeAll(async () => {
    story = await ClientStory.start();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.close());

  it('show their secret once and then its hint', async () => {
    const { clients, id: agentId } = await story.newAgent();
    const { id, secret, path } = await story.newClient(story.admin, clients);
    expect(secret).toMatch(/^trs_[0-9A-Za-z]{49}$/);
    const one = await story.admin.get(path);
    const list = await story.admin.get(clients);
    const secretHint = `${secret.slice(0, 8)}…${secret.slice(-4)}`;
    expect(one.body).toMatchObject({ id, agentId, secretHint, jwks: null, permissions: null, lastUsedAt: null });
    expect(list.body.data).toEqual([one.body]);
    expect(JSON.stringify([one.body, list.body])).not.toContain(secret);
  });

  it('show no secret to a repeated request', async () => {
    const { clients } = await story.newAgent();
    const wanted = { name: 'c', authentication: 'client_secret' };
    const headers = { 'idempotency-key': randomUUID() };
    const first = await story.admin.post(clients, wanted, headers);
    const again = await story.admin.post(clients, wanted, headers);
    expect(again.body).toMatchObject({ id: first.body.id, secretOmitted: true });
    expect(again.body).not.toHaveProperty('clientSecret');
  });

  it('prove their agent, narrowed as they are, and are noted as used', async () => {
    const { id, clients } = await story.newAgent();
    const client = await story.newClient(story.admin, clients, { permissions: ['self:read', 'tool:read'] });
    const expected = { agentId: id, method: 'client_credentials', permissions: ['self:read', 'tool:read'] };
    expect((await story.me(await story.tokenOf(client))).body).toMatchObject(expected);
    expect((await story.admin.get(client.path)).body.lastUsedAt).toEqual(expect.any(String));
  });

  it('hold nothing when they are narrowed to nothing', async () => {
    const { clients } = await story.newAgent();
    const client = await story.newClient(story.admin, clients, { permissions: [] });
    expect((await story.me(await story.tokenOf(client))).body.code).toBe('INSUFFICIENT_PERMISSION');
  });

  it('prove nothing by another secret, of another client or of another form', async () => {
    const { clients } = await story.newAgent();
    const [client, other] = [await story.newClient(story.admin, clients), await story.newClient(story.admin, clients)];
    const wrong = [newOpaqueToken('trs_'), other.secret, client.secret.toLowerCase(), `${client.secret} `, 'x'];
    for (const secret of wrong) expect((await story.login(client.id, secret)).body.code).toBe('INVALID_CREDENTIALS');
    expect((await story.login(randomUUID(), client.secret)).body.code).toBe('INVALID_CREDENTIALS');
    expect((await story.login(client.id.toUpperCase(), client.secret)).body.code).toBe('INVALID_CREDENTIALS');
    expect((await story.login(client.id, [client.secret])).status).toBe(400);
    await story.tokenOf(client);
  });

  it('are not taken for bearer tokens', async () => {
    const { clients } = await story.newAgent();
    const { secret } = await story.newClient(story.admin, clients);
    expect((await story.me(secret)).status).toBe(401);
  });

  it('are let in by nobody while their auth method is disabled, and their tokens end', async () => {
    const { clients } = await story.newAgent();
    const client = await story.newClient(story.admin, clients);
    const token = await story.tokenOf(client);
    const method = '/api/v1/auth-methods/client_credentials';
    await story.admin.patch(method, { enabled: false }, { 'if-match': '*' });
    const refused = [(await story.login(client.id, client.secret)).status, (await story.me(token)).status];
    await story.admin.patch(method, { enabled: true }, { 'if-match': '*' });
    expect(refused).toEqual([401, 401]);
    await story.tokenOf(client);
  });

  it('end when they expire, and access tokens with them', async () => {
    const { clients } = await story.newAgent();
    const now = story.registry.app.get(Clock).now().getTime();
    const client = await story.newClient(story.admin, clients, { expiresAt: new Date(now + 60_000).toISOString() });
    const token = await story.tokenOf(client);
    jest.spyOn(story.registry.app.get(Clock), 'now').mockReturnValue(new Date(now + 60_000));
    expect((await story.me(token)).status).toBe(401);
    expect((await story.login(client.id, client.secret)).status).toBe(401);
  });

  it('may be used from their addresses alone, as may what they get', async () => {
    const { clients } = await story.newAgent();
    const elsewhere = await story.newClient(story.admin, clients, { allowedAddresses: ['203.0.113.0/24'] });
    const here = await story.newClient(story.admin, clients, { allowedAddresses: ['127.0.0.0/8', '::1'] });
    expect((await story.login(elsewhere.id, elsewhere.secret)).status).toBe(401);
    const token = await story.tokenOf(here);
    expect((await story.me(token)).status).toBe(200);
    await story.admin.patch(here.path, { allowedAddresses: ['203.0.113.0/24'] }, { 'if-match': '*' });
    expect((await story.me(token)).status).toBe(401);
  });

  describe('rotated', () => {
    it('take both secrets until the overlap ends', async () => {
      const { clients } = await story.newAgent();
      const client = await story.newClient(story.admin, clients);
      const token = await story.tokenOf(client);
      const { status, body } = await story.admin.post(`${client.path}/secret`, { overlapSeconds: 60 });
      const [secretHint, previousSecretEndsAt] = [expect.stringMatching(/^trs_/), expect.any(String)];
      expect([status, body]).toMatchObject([201, { revision: 2, secretHint, previousSecretEndsAt }]);
      const rotated = { ...client, secret: body.clientSecret };
      await story.tokenOf(client);
      await story.tokenOf(rotated);
      expect((await story.me(token)).status).toBe(200);
      const now = story.registry.app.get(Clock).now().getTime();
      jest.spyOn(story.registry.app.get(Clock), 'now').mockReturnValue(new Date(now + 60_000));
      expect((await story.login(client.id, client.secret)).status).toBe(401);
      await story.tokenOf(rotated);
    });

    it('take the new secret alone without an overlap, and end what they got', async () => {
      const { clients } = await story.newAgent();
      const client = await story.newClient(story.admin, clients);
      const token = await story.tokenOf(client);
      const { body } = await story.admin.post(`${client.path}/secret`, {});
      expect((await story.login(client.id, client.secret)).status).toBe(401);
      expect((await story.me(token)).status).toBe(401);
      expect((await story.me(await story.tokenOf({ ...client, secret: body.clientSecret }))).status).toBe(200);
    });

    it('need no body for it', async () => {
      const { clients } = await story.newAgent();
      const client = await story.newClient(story.admin, clients);
      const { status, body } = await story.admin.post(`${client.path}/secret`);
      expect([status, body.previousSecretEndsAt]).toEqual([201, null]);
    });

    it('take two secrets at most', async () => {
      const { clients } = await story.newAgent();
      const client = await story.newClient(story.admin, clients);
      const [second, third] = [
        await story.admin.post(`${client.path}/secret`, { overlapSeconds: 60 }),
        await story.admin.post(`${client.path}/secret`, { overlapSeconds: 60 }),
      ];
      expect((await story.login(client.id, client.secret)).status).toBe(401);
      await story.tokenOf({ ...client, secret: second.body.clientSecret });
      await story.tokenOf({ ...client, secret: third.body.clientSecret });
    });

    it.each([
      { overlapSeconds: -1 },
      { overlapSeconds: 2_592_001 },
      { overlapSeconds: '60' },
      { overlapSeconds: null },
    ])('are not by %j', async (body) => {
      const { clients } = await story.newAgent();
      const client = await story.newClient(story.admin, clients);
      const reply = await story.admin.post(`${client.path}/secret`, body);
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, '/overlapSeconds']);
      await story.tokenOf(client);
    });

    it('have a secret to rotate', async () => {
      const { clients } = await story.newAgent();
      const { path } = await story.newClient(story.admin, clients, withKeys((await newClientKey()).publicJwk));
      expect((await story.admin.post(`${path}/secret`, {})).body.code).toBe('WRONG_CLIENT_AUTHENTICATION');
    });
  });

  it('prove nothing once revoked, nor does what they got', async () => {
    const { clients } = await story.newAgent();
    const client = await story.newClient(story.admin, clients);
    const token = await story.tokenOf(client);
    expect((await story.admin.delete(client.path)).status).toBe(428);
    expect((await story.admin.delete(client.path, { 'if-match': '"9"' })).status).toBe(412);
    expect((await story.me(token)).status).toBe(200);
    expect((await story.admin.delete(client.path, { 'if-match': '"1"' })).status).toBe(204);
    expect((await story.me(token)).status).toBe(401);
    expect((await story.login(client.id, client.secret)).status).toBe(401);
    expect((await story.admin.delete(client.path, { 'if-match': '*' })).status).toBe(204);
    expect((await story.admin.patch(client.path, { name: 'x' }, { 'if-match': '*' })).body.code).toBe(
      'OAUTH_CLIENT_REVOKED',
    );
    expect((await story.admin.post(`${client.path}/secret`, {})).body.code).toBe('OAUTH_CLIENT_REVOKED');
    expect((await story.admin.get(client.path)).body.revokedAt).toEqual(expect.any(String));
  });

  it('leave a record of each change that holds no secret', async () => {
    const { clients } = await story.newAgent();
    const { id, secret, path } = await story.newClient(story.admin, clients);
    await story.admin.patch(path, { name: 'x' }, { 'if-match': '*' });
    const rotated = await story.admin.post(`${path}/secret`, {});
    await story.admin.delete(path, { 'if-match': '*' });
    const { body } = await story.admin.get('/api/v1/audit?limit=20');
    const records = (body.data as { action: string; subject: { id: string } }[]).filter((it) => it.subject?.id === id);
    expect(records.map((it) => it.action).sort()).toEqual([
      'oauth_client.created',
      'oauth_client.revoked',
      'oauth_client.secret_rotated',
      'oauth_client.updated',
    ]);
    for (const shown of [secret, rotated.body.clientSecret]) expect(JSON.stringify(body)).not.toContain(shown);
  });
});
