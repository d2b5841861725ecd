import { PasswordHasher } from '../../src/auth/passwords/password-hasher.js';
import type { ApiClient } from '../support/api-client.js';
import { PASSWORD, ProofStory, statusOf } from '../support/proof-story.js';

const NEW = 'staple-moon-velvet-42';

describe('passwords', () => {
  let story: ProofStory;

  beforeAll(async () => {
    story = await ProofStory.start();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.close());

  describe('that hold the name of their agent', () => {
    const wide = (name: string) => name.replace(/[a-z0-9-]/g, (it) => String.fromCodePoint(it.charCodeAt(0) + 0xfee0));

    it.each([
      ['as it is', (name: string) => `xx-${name}-xx`],
      ['in capitals', (name: string) => `${name.toUpperCase()}-2026`],
      ['in wide letters', (name: string) => `${wide(name)}-2026`],
      ['with something invisible in it', (name: string) => `${name.replace('-', '\u200b-')}-2026`],
    ])('%s are refused everywhere', async (_, holding) => {
      const { id, name: called } = await story.newAgent();
      const held = holding(called);
      const self = story.anybody.as((await story.logIn(called, PASSWORD)).body.accessToken);
      const { resetToken } = (await story.admin.post(`/api/v1/agents/${id}/password-reset`)).body;
      const replies = [
        await story.admin.post('/api/v1/agents', { name: called, type: 'user', password: held }),
        await story.admin.patch(`/api/v1/agents/${id}`, { password: held }, { 'if-match': '*' }),
        await self.put('/api/v1/auth/password', { currentPassword: PASSWORD, newPassword: held }),
        await story.anybody.post('/api/v1/auth/password/reset', { resetToken, newPassword: held }),
      ];
      const told = replies.map(({ body }) => [body.code, body.errors[0].pointer]);
      const [create, update, change, reset] = ['/password', '/password', '/newPassword', '/newPassword'];
      expect(told).toEqual([create, update, change, reset].map((pointer) => ['WEAK_PASSWORD', pointer]));
      expect(await statusOf(story.logIn(called, PASSWORD))).toBe(200);
    });

    it('are accepted where the name is short', async () => {
      expect(
        await statusOf(story.admin.post('/api/v1/agents', { name: 'ed', type: 'user', password: 'a-red-bed-at-dusk' })),
      ).toBe(201);
    });
  });

  it.each([
    [{ newPassword: 'elevenchars' }, '/newPassword'],
    [{ newPassword: 'x'.repeat(257) }, '/newPassword'],
    [{ newPassword: 7 }, '/newPassword'],
    [{ newPassword: undefined }, '/newPassword'],
    [{ currentPassword: '' }, '/currentPassword'],
    [{ currentPassword: { $ne: '' } }, '/currentPassword'],
    [{ name: 'root' }, '/name'],
  ])('are not changed by %j', async (flaw, pointer) => {
    const { name } = await story.newAgent();
    const self = await story.as({ name });
    const reply = await self.put('/api/v1/auth/password', { currentPassword: PASSWORD, newPassword: NEW, ...flaw });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
    expect(await statusOf(story.logIn(name, PASSWORD))).toBe(200);
  });

  describe('changed by their owner', () => {
    const change = (client: ApiClient, currentPassword = PASSWORD, newPassword = NEW) =>
      client.put('/api/v1/auth/password', { currentPassword, newPassword });

    it('end every access token and refresh token, and leave keys alone', async () => {
      const { id, name } = await story.newAgent();
      const { accessToken, refreshToken } = (await story.logIn(name, PASSWORD, { withRefreshToken: true })).body;
      const other = await story.as({ name });
      const { key } = (await other.post(`/api/v1/agents/${id}/api-keys`, { name: 'k' })).body;
      expect(await statusOf(change(story.anybody.as(accessToken)))).toBe(204);
      for (const token of [accessToken, other.token ?? '']) {
        expect(await statusOf(story.anybody.as(token).get('/api/v1/auth/me'))).toBe(401);
      }
      expect(await statusOf(story.anybody.post('/api/v1/auth/refresh', { refreshToken }))).toBe(401);
      expect(await statusOf(story.anybody.as(key).get('/api/v1/auth/me'))).toBe(200);
      expect([await statusOf(story.logIn(name, PASSWORD)), await statusOf(story.logIn(name, NEW))]).toEqual([401, 200]);
    });

    it('are audited, without a secret', async () => {
      const { id, name } = await story.newAgent();
      const self = await story.as({ name });
      await change(self, 'not the password');
      await change(self);
      const { body } = await story.admin.get(`/api/v1/audit?subjectId=${id}&limit=2`);
      expect(body.data).toMatchObject([
        { action: 'password.changed', outcome: 'success', actorId: id, after: { by: 'password' } },
        { action: 'password.change_refused', outcome: 'refused', actorId: id, reason: 'wrong_password' },
      ]);
      expect(JSON.stringify(body)).not.toMatch(/not the password|staple-moon/);
    });

    it('are guarded against guesses as the login is, together with it', async () => {
      const { name } = await story.newAgent();
      const self = await story.as({ name });
      for (let i = 0; i < 5; i++) {
        expect((await change(self, `wrong password ${i}`)).body.code).toBe('WRONG_PASSWORD');
        expect(await statusOf(story.logIn(name.toUpperCase(), `wrong password ${i}`))).toBe(401);
      }
      for (const reply of [await change(self), await story.logIn(name, PASSWORD)]) {
        expect([reply.status, reply.body.code]).toEqual([429, 'LOGIN_LOCKED']);
      }
      expect(await statusOf(self.get('/api/v1/auth/me'))).toBe(200);
    });

    it('by two at once become one of the two', async () => {
      const { name } = await story.newAgent();
      const self = await story.as({ name });
      const wanted = Array.from({ length: 4 }, (_, i) => `${NEW}-${i}`);
      const statuses = await Promise.all(wanted.map((it) => statusOf(change(self, PASSWORD, it))));
      const winner = wanted[statuses.indexOf(204)] ?? '';
      expect(statuses.filter((it) => it === 204)).toHaveLength(1);
      expect(await statusOf(story.logIn(name, winner))).toBe(200);
    });

    it('never overwrite what a manager has set meanwhile', async () => {
      const { id, name } = await story.newAgent();
      const self = await story.as({ name });
      const hasher = story.registry.app.get(PasswordHasher, { strict: false });
      const hash = hasher.hash.bind(hasher);
      jest.spyOn(hasher, 'hash').mockImplementationOnce(async (password) => {
        await story.admin.patch(`/api/v1/agents/${id}`, { password: 'set-by-the-manager' }, { 'if-match': '*' });
        return hash(password);
      });
      expect((await change(self)).body.code).toBe('WRONG_PASSWORD');
      expect([await statusOf(story.logIn(name, NEW)), await statusOf(story.logIn(name, 'set-by-the-manager'))]).toEqual(
        [401, 200],
      );
    });

    it.each([
      ['an API key', async (id: string) => newKey(id), 'FULL_PROOF_REQUIRED'],
      ['a token got by an API key', async (id: string) => exchange(await newKey(id)), 'FULL_PROOF_REQUIRED'],
      ['a narrowed token', async (_: string, name: string) => narrowed(name), 'FULL_PROOF_REQUIRED'],
    ])('are not with %s', async (_, tokenOf, code) => {
      const { id, name } = await story.newAgent();
      const reply = await change(story.anybody.as(await tokenOf(id, name)));
      expect([reply.status, reply.body.code]).toEqual([403, code]);
      expect(await statusOf(story.logIn(name, PASSWORD))).toBe(200);
    });

    const newKey = async (id: string) =>
      (await story.admin.post(`/api/v1/agents/${id}/api-keys`, { name: 'k' })).body.key as string;
    const exchange = async (key: string) =>
      (await story.anybody.post('/api/v1/auth/token', { method: 'api_key', credentials: { key } })).body
        .accessToken as string;
    const narrowed = async (name: string) =>
      (await story.logIn(name, PASSWORD, { permissions: ['self:read'] })).body.accessToken as string;
  });
});
