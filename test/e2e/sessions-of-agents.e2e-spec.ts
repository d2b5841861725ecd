import { exchange, newMachine } from '../support/oauth.js';
import { startTestRegistry } from '../support/registry.js';
import { expectRefusedRefresh, SessionStory } from '../support/session-story.js';

const ME = '/api/v1/auth/me';

describe('sessions', () => {
  let story: SessionStory;

  beforeAll(async () => {
    story = await SessionStory.begin(await startTestRegistry());
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.registry.close());

  describe('of an agent', () => {
    const pathOf = (agentId: string) => `/api/v1/agents/${agentId}/sessions`;

    it('are listed while they can be carried on, without anything that opens them', async () => {
      const agent = await story.newAgent();
      const { accessToken, refreshToken } = await story.start(agent);
      await story.start(agent, { permissions: ['self:read'] });
      await story.refresh(refreshToken);
      const { status, body } = await story.anybody.as(accessToken).get(pathOf(agent.id));
      expect(status).toBe(200);
      expect(body.data).toMatchObject([
        { agentId: agent.id, method: 'password', permissions: null, boundToKey: false },
        { permissions: ['self:read'], refreshedAt: null },
      ]);
      expect(body.data[0].refreshedAt).not.toBeNull();
      expect(JSON.stringify(body)).not.toMatch(/trr_|hmac|epoch/i);
      const page = await story.anybody.as(accessToken).get(`${pathOf(agent.id)}?limit=1`);
      expect([page.body.data.length, page.body.page.hasMore]).toEqual([1, true]);
      await story.admin.patch(`/api/v1/agents/${agent.id}`, { roles: ['auditor'] }, { 'if-match': '*' });
      expect((await story.admin.get(pathOf(agent.id))).body.data).toEqual([]);
    });

    it('end one by one, at once and for good', async () => {
      const agent = await story.newAgent();
      const [kept, ended] = [await story.start(agent), await story.start(agent)];
      const mine = story.anybody.as(kept.accessToken);
      const { body } = await mine.get(pathOf(agent.id));
      expect((await mine.delete(`${pathOf(agent.id)}/${body.data[1].id}`)).status).toBe(204);
      expect(await story.statusOf(ended.accessToken)).toBe(401);
      expectRefusedRefresh(await story.refresh(ended.refreshToken));
      expect(await story.statusOf(kept.accessToken)).toBe(200);
      const again = await mine.delete(`${pathOf(agent.id)}/${body.data[1].id}`);
      expect([again.status, again.body.code]).toEqual([404, 'SESSION_NOT_FOUND']);
    });

    it('are nobody else’s business, save that of those who may manage the agent', async () => {
      const agent = await story.newAgent();
      await story.start(agent);
      const other = await story.start(await story.newAgent());
      const stranger = story.anybody.as(other.accessToken);
      const { body } = await story.admin.get(pathOf(agent.id));
      const path = `${pathOf(agent.id)}/${body.data[0].id}`;
      expect((await stranger.get(pathOf(agent.id))).status).toBe(403);
      expect((await stranger.delete(path)).status).toBe(403);
      const { body: me } = await stranger.get(ME);
      expect((await stranger.delete(`${pathOf(me.agentId)}/${body.data[0].id}`)).status).toBe(404);
      expect((await story.admin.delete(path)).status).toBe(204);
    });

    it('are not ended by who acts for the agent, who can end its own token alone', async () => {
      const bot = await newMachine(story.admin, { permissions: ['self:read'] });
      const agent = await story.newAgent();
      const { accessToken } = await story.start(agent);
      const { body: exchanged } = await exchange(story.registry.url, bot, accessToken);
      const delegate = story.anybody.as(exchanged.access_token);
      const { body } = await story.anybody.as(accessToken).get(pathOf(agent.id));
      const end = await delegate.delete(`${pathOf(agent.id)}/${body.data[0].id}`);
      expect([end.status, end.body.code]).toEqual([403, 'DELEGATED_PROOF']);
      expect((await delegate.post('/api/v1/auth/logout')).status).toBe(204);
      expect(await story.statusOf(exchanged.access_token)).toBe(401);
      expect(await story.statusOf(accessToken)).toBe(200);
    });

    it('end with what was exchanged for their tokens', async () => {
      const bot = await newMachine(story.admin, { permissions: ['self:read'] });
      const { accessToken } = await story.start();
      const { body: exchanged } = await exchange(story.registry.url, bot, accessToken);
      expect(await story.statusOf(exchanged.access_token)).toBe(200);
      await story.anybody.as(accessToken).post('/api/v1/auth/logout');
      expect(await story.statusOf(exchanged.access_token)).toBe(401);
    });

    it('are not ended by a narrower login', async () => {
      const agent = await story.newAgent();
      const wide = await story.start(agent);
      const narrow = await story.start(agent, { permissions: ['self:read'] });
      const mine = story.anybody.as(narrow.accessToken);
      const { body } = await mine.get(pathOf(agent.id));
      expect((await mine.delete(`${pathOf(agent.id)}/${body.data[0].id}`)).status).toBe(403);
      expect(await story.statusOf(wide.accessToken)).toBe(200);
      expect((await mine.delete(`${pathOf(agent.id)}/${body.data[1].id}`)).status).toBe(204);
    });
  });

  describe('narrowed at the login', () => {
    it('hold what was asked for and no more', async () => {
      const { body } = await story.logIn(await story.newAgent(), { permissions: ['self:read', 'self:read'] });
      expect((await story.anybody.as(body.accessToken).get(ME)).body.permissions).toEqual(['self:read']);
    });

    it.each([[['agent:manage']], [['*']], [['tool:*']], [['self:read', 'policy:manage']]])(
      'are refused with %j to whom that is too much',
      async (permissions) => {
        const agent = await story.newAgent();
        const reply = await story.logIn(agent, { permissions });
        expect([reply.status, reply.body.code]).toEqual([403, 'GRANT_TOO_WIDE']);
        const { body } = await story.admin.get('/api/v1/audit?action=login.refused&limit=1');
        expect(body.data[0].reason).toBe('grant_too_wide');
      },
    );

    it.each([
      [['self:raed'], 'UNKNOWN_PERMISSION'],
      [['nonsense'], undefined],
      ['self:read', undefined],
    ])('are refused with %j, naming the field', async (permissions, code) => {
      const reply = await story.logIn({ name: 'admin' }, { permissions });
      expect(reply.status).toBe(400);
      expect(reply.body.errors[0].pointer).toMatch(/^\/permissions/);
      if (code !== undefined) expect(reply.body.code).toBe(code);
    });
  });
});
