import { randomUUID } from 'node:crypto';
import { newOpaqueToken } from '../../src/common/crypto/opaque-token.js';
import { ProofKey } from '../support/dpop.js';
import { startTestRegistry } from '../support/registry.js';
import { expectRefusedRefresh, type SessionAgent, SessionStory, type SessionTokens } from '../support/session-story.js';

const TOKEN = '/api/v1/auth/token';
const REFRESH = '/api/v1/auth/refresh';
const CHANGE = { 'if-match': '*' };

describe('sessions', () => {
  let story: SessionStory;

  beforeAll(async () => {
    story = await SessionStory.begin(await startTestRegistry({ variables: { TRUSTED_PROXIES: '127.0.0.0/8' } }));
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.registry.close());

  describe('are not carried on', () => {
    it.each([
      ['nonsense', () => 'nonsense'],
      ['a token that was never given out', () => newOpaqueToken('trr_')],
      ['a token with another checksum', (it: SessionTokens) => `${it.refreshToken.slice(0, -1)}~`],
      ['an access token', (it: SessionTokens) => it.accessToken.slice(0, 128)],
      ['what looks like an API key', () => newOpaqueToken('trk_')],
    ])('with %s', async (_, made) => {
      expectRefusedRefresh(await story.refresh(made(await story.start())));
    });

    it.each([[undefined], [null], [7], [''], [['trr_']], ['x'.repeat(129)]])('with %j', async (refreshToken) => {
      const reply = await story.anybody.post(REFRESH, { refreshToken });
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, '/refreshToken']);
    });

    const CHANGES: [string, (agent: SessionAgent) => Promise<unknown>][] = [
      ['is disabled', ({ id }) => story.admin.post(`/api/v1/agents/${id}/disable`)],
      [
        'was disabled and enabled again',
        async ({ id }) => {
          await story.admin.post(`/api/v1/agents/${id}/disable`);
          await story.admin.post(`/api/v1/agents/${id}/enable`);
        },
      ],
      ['is deleted', ({ id }) => story.admin.delete(`/api/v1/agents/${id}`, CHANGE)],
      [
        'has another password',
        ({ id }) => story.admin.patch(`/api/v1/agents/${id}`, { password: 'another-horse-battery' }, CHANGE),
      ],
      ['has other roles', ({ id }) => story.admin.patch(`/api/v1/agents/${id}`, { roles: ['auditor'] }, CHANGE)],
    ];
    it.each(CHANGES)('once the agent %s', async (_, change) => {
      const agent = await story.newAgent();
      const { refreshToken } = await story.start(agent);
      await change(agent);
      expectRefusedRefresh(await story.refresh(refreshToken));
    });

    it('once the API key of the login is revoked', async () => {
      const { keyPath, tokens } = await story.startByKey(await story.newAgent());
      await story.admin.delete(keyPath, CHANGE);
      expectRefusedRefresh(await story.refresh(tokens.refreshToken));
    });

    it('from another address than the proof of the login allows', async () => {
      const allowedAddresses = ['127.0.0.1', '::1'];
      const { tokens } = await story.startByKey(await story.newAgent(), { allowedAddresses });
      const from = (address: string) => ({ 'x-forwarded-for': address });
      expectRefusedRefresh(await story.refresh(tokens.refreshToken, story.anybody, from('192.0.2.7')));
      expect((await story.refresh(tokens.refreshToken, story.anybody, from('127.0.0.1'))).status).toBe(200);
    });

    it('once the auth method of the login has been disabled, though it be enabled again', async () => {
      const name = `m-${randomUUID().slice(0, 8)}`;
      await story.admin.post('/api/v1/auth-methods', { name, kind: 'password', settings: {} });
      const { refreshToken } = await story.start(undefined, { method: name });
      await story.admin.patch(`/api/v1/auth-methods/${name}`, { enabled: false }, CHANGE);
      expectRefusedRefresh(await story.refresh(refreshToken));
      await story.admin.patch(`/api/v1/auth-methods/${name}`, { enabled: true }, CHANGE);
      expectRefusedRefresh(await story.refresh(refreshToken));
      await story.admin.delete(`/api/v1/auth-methods/${name}`, CHANGE);
    });
  });

  describe('of a login with a proof of a key', () => {
    const proofFor = (key: ProofKey, path: string) => ({
      dpop: key.proof({ method: 'POST', url: `${story.registry.url}${path}` }),
    });

    async function startBound() {
      const agent = await story.newAgent();
      const key = await ProofKey.make();
      const { body } = await story.logIn(agent, {}, proofFor(key, TOKEN));
      expect(body.tokenType).toBe('DPoP');
      return { agent, key, tokens: body as SessionTokens };
    }

    it('are carried on with a proof of the same key alone', async () => {
      const { agent, key, tokens } = await startBound();
      expectRefusedRefresh(await story.refresh(tokens.refreshToken));
      expectRefusedRefresh(
        await story.refresh(tokens.refreshToken, story.anybody, proofFor(await ProofKey.make(), REFRESH)),
      );
      const next = await story.refresh(tokens.refreshToken, story.anybody, proofFor(key, REFRESH));
      expect([next.status, next.body.tokenType]).toEqual([200, 'DPoP']);
      expectRefusedRefresh(await story.refresh(next.body.refreshToken));
      const refused = await story.auditOf('session.refresh_refused', agent.id);
      expect(refused.map((it) => it.reason)).toEqual(['key_not_proven', 'key_not_proven', 'key_not_proven']);
    });

    it('may be bound later, token by token, when the login was not', async () => {
      const { refreshToken } = await story.start();
      const { body } = await story.refresh(refreshToken, story.anybody, proofFor(await ProofKey.make(), REFRESH));
      expect(body.tokenType).toBe('DPoP');
      expect((await story.refresh(body.refreshToken)).body.tokenType).toBe('Bearer');
    });
  });
});
