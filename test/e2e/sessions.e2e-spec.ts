import { Client } from 'pg';
import { SessionEnding } from '../../src/auth/sessions/session-ending.js';
import { eventually } from '../support/eventually.js';
import { startTestRegistry } from '../support/registry.js';
import { type SecondInstance, startSecondInstance } from '../support/second-instance.js';
import { DAY_SECONDS, expectRefusedRefresh, SessionStory } from '../support/session-story.js';
import { query } from '../support/test-database.js';

const ME = '/api/v1/auth/me';
const LOGOUT = '/api/v1/auth/logout';

describe('sessions', () => {
  let story: SessionStory;
  let second: SecondInstance;

  beforeAll(async () => {
    story = await SessionStory.begin(await startTestRegistry());
    second = await startSecondInstance(story.registry);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await second.close();
    await story.registry.close();
  });

  describe('start at a login that asks for them', () => {
    it('with a refresh token of a day', async () => {
      const reply = await story.logIn(await story.newAgent());
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(reply.body).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });
      expect(reply.body.refreshExpiresIn).toBeLessThanOrEqual(DAY_SECONDS);
      expect(reply.body.refreshExpiresIn).toBeGreaterThan(DAY_SECONDS - 30);
      expect(reply.body.refreshToken).toMatch(/^trr_[0-9A-Za-z]{49}$/);
    });

    it.each([[undefined], [false]])('not when withRefreshToken is %j', async (withRefreshToken) => {
      const { body } = await story.logIn(await story.newAgent(), { withRefreshToken });
      expect(Object.keys(body).sort()).toEqual(['accessToken', 'expiresIn', 'tokenType']);
    });

    it.each([['yes'], [1], [null], [[]]])('and take no %j for a wish', async (withRefreshToken) => {
      const reply = await story.logIn(await story.newAgent(), { withRefreshToken });
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, '/withRefreshToken']);
    });
  });

  describe('are carried on', () => {
    it('by each refresh token once, on any instance', async () => {
      const agent = await story.newAgent();
      const first = await story.start(agent);
      const next = await story.refresh(first.refreshToken, second.api);
      expect(next.status).toBe(200);
      expect(next.headers.get('cache-control')).toBe('no-store');
      expect(next.body.refreshToken).not.toBe(first.refreshToken);
      const me = await story.anybody.as(next.body.accessToken).get(ME);
      expect(me.body).toMatchObject({ agentId: agent.id, method: 'password' });
      expect(await story.statusOf(first.accessToken)).toBe(200);
      expect((await story.refresh(next.body.refreshToken)).status).toBe(200);
      expect(await story.auditOf('session.started', agent.id)).toHaveLength(1);
      expect(await story.auditOf('session.refreshed', agent.id)).toHaveLength(2);
    });

    it('within their day, which does not start anew', async () => {
      const { refreshToken } = await story.start();
      story.advance(DAY_SECONDS - 60);
      const { body } = await story.refresh(refreshToken);
      expect(body.refreshExpiresIn).toBeGreaterThan(50);
      expect(body.refreshExpiresIn).toBeLessThanOrEqual(60);
      expect(body.expiresIn).toBeLessThanOrEqual(60);
      story.advance(DAY_SECONDS + 1);
      expectRefusedRefresh(await story.refresh(body.refreshToken));
    });

    it('for no longer than the proof they were started with', async () => {
      const { tokens } = await story.startByKey(await story.newAgent(), { expiresAt: new Date(Date.now() + 600_000) });
      expect([tokens.expiresIn, tokens.refreshExpiresIn].every((it) => it <= 600)).toBe(true);
      const { body: next } = await story.refresh(tokens.refreshToken);
      expect([next.expiresIn, next.refreshExpiresIn].every((it) => it <= 600)).toBe(true);
      story.advance(601);
      expectRefusedRefresh(await story.refresh(next.refreshToken));
    });

    it('without forgetting when the proof ends', async () => {
      const agent = await story.newAgent();
      const expiresAt = new Date(Date.now() + 600_000);
      const { tokens } = await story.startByKey(agent, { expiresAt });
      const { body: next } = await story.refresh(tokens.refreshToken);
      const lasting = { name: 'for long', permissions: ['self:read'], expiresAt: new Date(Date.now() + 900_000) };
      const reply = await story.anybody.as(next.accessToken).post(`/api/v1/agents/${agent.id}/api-keys`, lasting);
      expect([reply.status, reply.body.code]).toEqual([403, 'PROOF_OUTLIVES_CALLER']);
    });

    it('within the permissions of the login', async () => {
      const agent = await story.newAgent();
      const { refreshToken } = await story.start(agent, { permissions: ['self:read'] });
      const { body } = await story.refresh(refreshToken);
      expect((await story.anybody.as(body.accessToken).get(ME)).body.permissions).toEqual(['self:read']);
    });
  });

  describe('end with everything that was got in them', () => {
    it('when a refresh token comes a second time', async () => {
      const agent = await story.newAgent();
      const first = await story.start(agent);
      const { body: next } = await story.refresh(first.refreshToken);
      expect(await story.statusOf(next.accessToken, second.api)).toBe(200);
      expectRefusedRefresh(await story.refresh(first.refreshToken));
      expect(await story.statusOf(first.accessToken)).toBe(401);
      expect(await story.statusOf(next.accessToken)).toBe(401);
      await eventually(async () => expect(await story.statusOf(next.accessToken, second.api)).toBe(401));
      expectRefusedRefresh(await story.refresh(next.refreshToken, second.api));
      expect(await story.auditOf('session.refresh_token_reused', agent.id)).toHaveLength(1);
    });

    it('when two refresh at once: one wins what is worth nothing', async () => {
      const agent = await story.newAgent();
      const { refreshToken } = await story.start(agent);
      const replies = await Promise.all(
        Array.from({ length: 10 }, (_, index) => story.refresh(refreshToken, index % 2 ? second.api : story.anybody)),
      );
      const winners = replies.filter((it) => it.status === 200);
      expect(winners).toHaveLength(1);
      replies.filter((it) => it.status !== 200).forEach(expectRefusedRefresh);
      await eventually(async () => expect(await story.statusOf(winners[0]?.body.accessToken)).toBe(401));
      expectRefusedRefresh(await story.refresh(winners[0]?.body.refreshToken));
      expect(await story.auditOf('session.refresh_token_reused', agent.id)).toHaveLength(1);
    });

    it('when they are logged out and carried on at once: neither waits for the other in a circle', async () => {
      const { accessToken, refreshToken } = await story.start();
      const database = new Client({ connectionString: story.registry.databaseUrl });
      await database.connect();
      const waiting = async (count: number) => {
        const { rows } = await database.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        expect(rows).toHaveLength(count);
      };
      await database.query('BEGIN');
      await database.query('SELECT 1 FROM session FOR UPDATE');
      const logout = story.anybody.as(accessToken).post(LOGOUT);
      await eventually(() => waiting(1));
      const refresh = story.refresh(refreshToken, second.api);
      await eventually(() => waiting(2));
      await database.query('COMMIT');
      await database.end();
      expect((await logout).status).toBe(204);
      expectRefusedRefresh(await refresh);
    });

    it('and leave other sessions of the agent alone', async () => {
      const agent = await story.newAgent();
      const [stolen, other] = [await story.start(agent), await story.start(agent)];
      await story.refresh(stolen.refreshToken);
      await story.refresh(stolen.refreshToken);
      expect(await story.statusOf(other.accessToken)).toBe(200);
      expect((await story.refresh(other.refreshToken)).status).toBe(200);
    });

    it('when the agent logs out', async () => {
      const agent = await story.newAgent();
      const first = await story.start(agent);
      const { body: next } = await story.refresh(first.refreshToken);
      expect((await story.anybody.as(next.accessToken).post(LOGOUT)).status).toBe(204);
      expect(await story.statusOf(next.accessToken)).toBe(401);
      expect(await story.statusOf(first.accessToken)).toBe(401);
      expectRefusedRefresh(await story.refresh(next.refreshToken));
      await eventually(async () => expect(await story.statusOf(first.accessToken, second.api)).toBe(401));
      expect(await story.auditOf('session.ended', agent.id)).toHaveLength(1);
    });
  });

  it('do not end when a token without one logs out', async () => {
    const agent = await story.newAgent();
    const session = await story.start(agent);
    const { body } = await story.logIn(agent, { withRefreshToken: false });
    expect((await story.anybody.as(body.accessToken).post(LOGOUT)).status).toBe(204);
    expect(await story.statusOf(body.accessToken)).toBe(401);
    expect(await story.statusOf(session.accessToken)).toBe(200);
  });

  it('are not logged out by an API key', async () => {
    const { key } = await story.startByKey(await story.newAgent());
    const reply = await story.anybody.as(key).post(LOGOUT);
    expect([reply.status, reply.body.code]).toEqual([400, 'NOT_LOGGED_IN']);
    expect(await story.statusOf(key)).toBe(200);
  });

  it('leave nothing behind once they are over', async () => {
    const agent = await story.newAgent();
    const { refreshToken } = await story.start(agent);
    await story.refresh(refreshToken);
    const rows = () =>
      query(
        story.registry.databaseUrl,
        `SELECT r.hmac FROM refresh_token r JOIN session s ON s.id = r.session_id WHERE s.agent_id = '${agent.id}'`,
      );
    expect(await rows()).toHaveLength(2);
    story.advance(DAY_SECONDS + 1);
    await story.registry.app.get(SessionEnding, { strict: false }).forgetExpired();
    expect(await rows()).toHaveLength(0);
  });
});
