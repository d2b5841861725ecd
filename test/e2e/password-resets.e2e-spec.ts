import { randomUUID } from 'node:crypto';
import { PASSWORD, ProofStory, statusOf } from '../support/proof-story.js';

const NEW = 'staple-moon-velvet-42';

describe('forgotten passwords', () => {
  let story: ProofStory;

  beforeAll(async () => {
    story = await ProofStory.start();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.close());

  const issue = async (id: string, client = story.admin) => client.post(`/api/v1/agents/${id}/password-reset`);
  const redeem = (resetToken: string, newPassword = NEW) =>
    story.anybody.post('/api/v1/auth/password/reset', { resetToken, newPassword });
  const tokenFor = async (id: string) => (await issue(id)).body.resetToken as string;

  it('are set by a token that is shown once', async () => {
    const { id, name } = await story.newAgent();
    const before = await story.as({ name });
    const headers = { 'idempotency-key': randomUUID() };
    const made = await story.admin.post(`/api/v1/agents/${id}/password-reset`, undefined, headers);
    expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(made.body.resetToken).toMatch(/^trp_[0-9A-Za-z]{49}$/);
    const again = await story.admin.post(`/api/v1/agents/${id}/password-reset`, undefined, headers);
    expect(again.body).toEqual({ expiresAt: made.body.expiresAt, secretOmitted: true });
    expect(await statusOf(redeem(made.body.resetToken))).toBe(204);
    expect(await statusOf(before.get('/api/v1/auth/me'))).toBe(401);
    expect([await statusOf(story.logIn(name, PASSWORD)), await statusOf(story.logIn(name, NEW))]).toEqual([401, 200]);
    expect((await redeem(made.body.resetToken)).body.code).toBe('INVALID_RESET_TOKEN');
    const { body } = await story.admin.get(`/api/v1/audit?subjectId=${id}&action=password.changed`);
    expect(body.data).toMatchObject([{ actorId: id, after: { by: 'reset_token' } }]);
  });

  it('give a first password to an agent that had none, and open a locked name', async () => {
    const { id, name } = await story.newAgent({ password: null });
    for (let i = 0; i < 11; i++) await story.logIn(name, 'wrong password');
    expect(await statusOf(story.logIn(name, NEW))).toBe(429);
    expect(await statusOf(redeem(await tokenFor(id)))).toBe(204);
    expect(await statusOf(story.logIn(name, NEW))).toBe(200);
  });

  it('are set once, however many redeem the token at once', async () => {
    const { id, name } = await story.newAgent();
    const token = await tokenFor(id);
    const wanted = Array.from({ length: 10 }, (_, i) => `${NEW}-${i}`);
    const statuses = await Promise.all(wanted.map((it) => statusOf(redeem(token, it))));
    expect(statuses.filter((it) => it === 204)).toHaveLength(1);
    expect(statuses.filter((it) => it === 400)).toHaveLength(9);
    expect(await statusOf(story.logIn(name, wanted[statuses.indexOf(204)] ?? ''))).toBe(200);
  });

  it('keep their token when the new one is refused', async () => {
    const { id } = await story.newAgent({ name: `gerhard-${randomUUID().slice(0, 4)}` });
    const token = await tokenFor(id);
    const { name } = (await story.admin.get(`/api/v1/agents/${id}`)).body;
    expect((await redeem(token, `${name}-is-the-best`)).body.code).toBe('WEAK_PASSWORD');
    expect(await statusOf(redeem(token, 'short'))).toBe(400);
    expect(await statusOf(redeem(token))).toBe(204);
  });

  it.each([
    ['a newer one was made', (id: string) => issue(id)],
    ['the password was changed', (id: string) => patch(id, { password: 'another-password' })],
    ['the agent has other rights', (id: string) => patch(id, { roles: ['auditor'] })],
    ['the agent is disabled', (id: string) => story.admin.post(`/api/v1/agents/${id}/disable`)],
    [
      'the agent was disabled',
      async (id: string) => {
        await story.admin.post(`/api/v1/agents/${id}/disable`);
        await story.admin.post(`/api/v1/agents/${id}/enable`);
      },
    ],
    ['the agent is gone', (id: string) => story.admin.delete(`/api/v1/agents/${id}`, { 'if-match': '*' })],
    [
      'an hour has passed',
      () => {
        story.wait(3600);
      },
    ],
  ])('have no use for their token once %s', async (_, happen) => {
    const { id, name } = await story.newAgent();
    const token = await tokenFor(id);
    await happen(id);
    expect((await redeem(token)).body).toMatchObject({
      code: 'INVALID_RESET_TOKEN',
      errors: [{ pointer: '/resetToken' }],
    });
    jest.restoreAllMocks();
    expect(await statusOf(story.logIn(name, NEW))).toBe(401);
  });

  it('are not set while the agent is disabled, by a not even by a token made then', async () => {
    const { id, name } = await story.newAgent();
    await story.admin.post(`/api/v1/agents/${id}/disable`);
    const token = await tokenFor(id);
    expect((await redeem(token)).body.code).toBe('INVALID_RESET_TOKEN');
    await story.admin.post(`/api/v1/agents/${id}/enable`);
    expect(await statusOf(story.logIn(name, NEW))).toBe(401);
    expect(await statusOf(redeem(token))).toBe(204);
  });

  it.each(['', 'trp_', `trp_${'0'.repeat(49)}`, `trk_${'0'.repeat(49)}`, 'x'.repeat(129), 7, null, ['trp_']])(
    'are not set by %j',
    async (resetToken) => {
      const reply = await story.anybody.post('/api/v1/auth/password/reset', { resetToken, newPassword: NEW });
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, '/resetToken']);
    },
  );

  it('need agent:manage, and all that the agent holds', async () => {
    const { id } = await story.newAgent();
    const manager = await story.newAgent({ roles: [], permissions: ['self:read', 'agent:manage'] });
    const user = await story.newAgent();
    expect((await issue(id, await story.as(user))).body).toMatchObject({ status: 403, permission: 'agent:manage' });
    expect((await issue(id, await story.as(manager))).body.code).toBe('AGENT_OUTRANKS_CALLER');
    expect((await issue(randomUUID())).body.code).toBe('AGENT_NOT_FOUND');
  });

  describe('and other lasting proofs', () => {
    const bounded = () => [{ expiresAt: story.in(60).toISOString() }, { allowedAddresses: ['127.0.0.0/8'] }];
    const password = 'velvet-moon-staple-77';
    const identities = [{ issuer: 'https://login.example', subject: 'thief' }];

    it('are made for nobody by a key that ends or is bound to addresses', async () => {
      const { id } = await story.newAgent();
      const boss = await story.newAgent({ roles: ['admin'] });
      for (const bound of bounded()) {
        const key = story.presenting(await story.newKey(boss, bound));
        const agent = { name: randomUUID(), type: 'bot' };
        const replies = [
          await issue(id, key),
          await issue(boss.id, key),
          await key.patch(`/api/v1/agents/${id}`, { password }, { 'if-match': '*' }),
          await key.patch(`/api/v1/agents/${id}`, { identities }, { 'if-match': '*' }),
          await key.post('/api/v1/agents', { ...agent, password }),
          await key.post('/api/v1/agents', { ...agent, identities }),
        ];
        expect(replies.map((it) => it.body.code)).toEqual(replies.map(() => 'FULL_PROOF_REQUIRED'));
        expect(await statusOf(key.post('/api/v1/agents', agent))).toBe(201);
      }
    });

    it('are made for oneself by a full login alone', async () => {
      const boss = await story.newAgent({ roles: ['admin'] });
      const key = await story.newKey(boss);
      const half = await story.as(boss, ['agent:manage']);
      for (const client of [story.presenting(key), await story.exchanging(key), half]) {
        const own = `/api/v1/agents/${boss.id}`;
        const replies = [
          await issue(boss.id, client),
          await client.patch(own, { password }, { 'if-match': '*' }),
          await client.patch(own, { identities }, { 'if-match': '*' }),
        ];
        expect(replies.map((it) => it.status)).toEqual([403, 403, 403]);
      }
      expect((await issue(boss.id, story.presenting(key))).body.code).toBe('FULL_PROOF_REQUIRED');
      expect(await statusOf(issue(boss.id, await story.as(boss)))).toBe(201);
    });

    it('are made for others by a key without bounds', async () => {
      const { id } = await story.newAgent();
      const key = story.presenting(await story.newKey(await story.newAgent({ roles: ['admin'] })));
      expect(await statusOf(issue(id, key))).toBe(201);
      expect(await statusOf(key.post('/api/v1/agents', { name: randomUUID(), type: 'bot', password }))).toBe(201);
    });
  });

  const patch = (id: string, body: object) => story.admin.patch(`/api/v1/agents/${id}`, body, { 'if-match': '*' });
});
