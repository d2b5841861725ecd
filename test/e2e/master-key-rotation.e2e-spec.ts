import { randomBytes } from 'node:crypto';
import type { SecretRef } from '../../src/credentials/secrets/secret-store.js';
import { SecretStores } from '../../src/credentials/secrets/secret-stores.js';
import { Rewrapping } from '../../src/database/index.js';
import { ApiClient } from '../support/api-client.js';
import { BadgeModule } from '../support/badge.auth-method.js';
import { everyRow } from '../support/canary-watch.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { basic, newClient, postForm } from '../support/oauth.js';
import { type SecondInstance, startSecondInstance } from '../support/second-instance.js';
import { query } from '../support/test-database.js';

const OLD = randomBytes(32).toString('base64');
const NEW = randomBytes(32).toString('base64');
const STAMP = 'canary0stamp7f31';
const FREE = 4;
const LOCKING = { LOGIN_FREE_ATTEMPTS: String(FREE), LOGIN_LOCK_SECONDS: '600', LOGIN_LONGEST_LOCK_SECONDS: '600' };

const SEALED = `
  SELECT sealed AS value FROM secret_value UNION ALL SELECT sealed_private_key FROM signing_key
  WHERE sealed_private_key IS NOT NULL UNION ALL SELECT sealed_reply FROM idempotency_record
  UNION ALL SELECT sealed_settings FROM auth_method_instance WHERE sealed_settings IS NOT NULL
`;

const VALUE = 'SELECT id AS "valueId", tool_id AS "toolId", slot FROM secret_value';

describe('a change of the master key', () => {
  let story: CredentialStory;
  let tool: TestTool;
  let agent: TestAgent;
  let key: string;
  let client: { id: string; secret: string };
  let token: string;
  let resetToken: string;
  let refreshToken: string;

  const start = (variables: Record<string, string>) =>
    startSecondInstance(story.registry, { ...LOCKING, ...variables }, [BadgeModule]);
  const within = async (variables: Record<string, string>, work: (registry: SecondInstance) => Promise<void>) => {
    const registry = await start(variables);
    try {
      await work(registry);
    } finally {
      await registry.close();
    }
  };
  const me = async ({ api }: SecondInstance) => (await api.as(key).get('/api/v1/auth/me')).status;
  /** By a method whose settings hold a secret. */
  const badge = async ({ api }: SecondInstance) => (await api.as(`badge.alice.${STAMP}`).get('/api/v1/auth/me')).status;
  const guess = async (api: ApiClient, username: string) => {
    const credentials = { username, password: 'wrong password' };
    return (await api.post('/api/v1/auth/token', { method: 'password', credentials })).status;
  };
  const grant = async ({ url }: SecondInstance) => {
    const headers = { 'x-forwarded-host': new URL(story.registry.url).host, ...basic(client) };
    return (await postForm(url, '/oauth/token', { grant_type: 'client_credentials' }, headers)).status;
  };
  const validate = async ({ api }: SecondInstance) => {
    const admin = await api.login();
    return (await admin.post('/api/v1/credentials/validate', { token })).body.active as boolean;
  };
  /** Sends again what was sent before the change. */
  const repeat = async (api: ApiClient) => {
    const admin = api.token === undefined ? await api.login() : api;
    return admin.post('/api/v1/agents', { name: 'repeated', type: 'bot' }, { 'idempotency-key': 'before-the-change' });
  };
  const prefixes = async () =>
    new Set(
      (await query<{ value: Buffer }>(story.registry.databaseUrl, SEALED)).map((it) =>
        it.value.subarray(0, 5).toString('hex'),
      ),
    );

  beforeAll(async () => {
    story = await CredentialStory.begin({ MASTER_KEY: OLD, ...LOCKING }, [], [BadgeModule]);
    tool = await story.tool();
    await story.permit(tool);
    agent = await story.agent();
    const secret = { value: 'a-secret-of-the-tool', placement: 'bearer' };
    expect((await story.admin.put(`/api/v1/tools/${tool.id}/secrets/key`, secret)).status).toBeLessThan(300);
    const badges = { name: 'badges', kind: 'badge', settings: { issuer: 'badge-office', stamp: STAMP } };
    expect((await story.admin.post('/api/v1/auth-methods', badges)).status).toBe(201);
    const identities = [{ issuer: 'badge-office', subject: 'alice' }];
    const alice = { name: 'alice', type: 'user', permissions: ['self:read'], identities };
    expect((await story.admin.post('/api/v1/agents', alice)).status).toBe(201);
    const made = await story.admin.post(`/api/v1/agents/${agent.id}/api-keys`, { name: 'rotated' });
    key = made.body.key as string;
    client = await newClient(story.admin, agent.id);
    token = (await agent.client.post(`/api/v1/tools/${tool.id}/credentials`, {})).body.token as string;
    resetToken = (await story.admin.post(`/api/v1/agents/${agent.id}/password-reset`)).body.resetToken as string;
    const login = { method: 'api_key', credentials: { key }, withRefreshToken: true };
    expect((await repeat(story.admin)).status).toBe(201);
    refreshToken = (await new ApiClient(story.registry.url).post('/api/v1/auth/token', login)).body.refreshToken;
  });
  afterAll(() => story.end());

  it('refuses a key that is not known', async () => {
    await expect(start({ MASTER_KEY: NEW })).rejects.toThrow('MASTER_KEY is not the one');
  });

  it('keeps everything under the previous key, and refuses to leave that out before values are sealed anew', async () => {
    const before = await prefixes();
    await within({ MASTER_KEY: NEW, MASTER_KEYS_PREVIOUS: OLD }, async (registry) => {
      expect([await me(registry), await grant(registry), await validate(registry)]).toEqual([200, 200, true]);
      expect(await badge(registry)).toBe(200);
      const anybody = registry.api;
      expect((await anybody.post('/api/v1/auth/refresh', { refreshToken })).status).toBe(200);
      const reset = { resetToken, newPassword: 'velvet-moon-staple-42' };
      expect((await anybody.post('/api/v1/auth/password/reset', reset)).status).toBe(204);
      expect(await repeat(anybody)).toMatchObject({ status: 201, body: { name: 'repeated' } });
      expect(await prefixes()).toEqual(before);
    });
    await expect(start({ MASTER_KEY: NEW })).rejects.toThrow('MASTER_KEY is not the one');
  });

  it('goes on counting guesses where instances under the previous key have left off', async () => {
    const here = new ApiClient(story.registry.url);
    const guesses = async (api: ApiClient, name: string, count: number) => {
      const statuses = [];
      for (let turn = 0; turn < count; turn += 1) statuses.push(await guess(api, name));
      return statuses;
    };
    expect(await guesses(here, 'locked', FREE + 1)).toEqual([401, 401, 401, 401, 429]);
    await guesses(here, 'begun', 2);
    await within({ MASTER_KEY: NEW, MASTER_KEYS_PREVIOUS: OLD }, async ({ api }) => {
      expect(await guess(api, 'locked')).toBe(429);
      expect(await guesses(api, 'begun', 3)).toEqual([401, 401, 429]);
      // Now here, now there: together they are as many as at one place.
      expect(await guess(api, 'by turns')).toBe(401);
      expect(await guesses(here, 'by turns', 2)).toEqual([401, 401]);
      expect(await guesses(api, 'by turns', 2)).toEqual([401, 429]);
    });
  });

  it('needs the previous key no more when values are sealed anew, while instances run', async () => {
    const before = await prefixes();
    await within({ MASTER_KEY: NEW, MASTER_KEYS_PREVIOUS: OLD }, async (registry) => {
      const done = await Promise.all([registry.app.get(Rewrapping).run(), registry.app.get(Rewrapping).run()]);
      const values = (table: string) =>
        done
          .flat()
          .filter((it) => it.table === table)
          .reduce((sum, it) => sum + it.values, 0);
      expect(values('signing_key')).toBe(2);
      expect(values('secret_value')).toBe(1);
      expect(values('auth_method_instance')).toBe(1);
      expect(values('idempotency_record')).toBe(1);
      expect(await repeat(registry.api)).toMatchObject({ status: 201, body: { name: 'repeated' } });
      expect(await registry.app.get(Rewrapping).run()).toEqual(done[0].map((it) => ({ ...it, values: 0 })));
    });
    const after = await prefixes();
    expect(after.size).toBe(1);
    expect([...after].some((it) => before.has(it))).toBe(false);
    await within({ MASTER_KEY: NEW }, async (registry) => {
      expect([await me(registry), await grant(registry), await validate(registry)]).toEqual([200, 200, false]);
      expect(await badge(registry)).toBe(200);
      expect(await guess(registry.api, 'locked')).toBe(429);
      expect(await repeat(registry.api)).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
      const [value] = (await query(story.registry.databaseUrl, VALUE)) as [SecretRef];
      expect(await registry.app.get(SecretStores).get('database').get(value)).toBe('a-secret-of-the-tool');
    });
    await expect(start({ MASTER_KEY: OLD })).rejects.toThrow('MASTER_KEY is not the one');
  });

  it('has left no secret of settings in any row, the audit included', async () => {
    const rows = await everyRow(story.registry.databaseUrl);
    expect(rows).toContain('auth_method.created');
    for (const trace of [STAMP, Buffer.from(STAMP).toString('hex'), Buffer.from(STAMP).toString('base64')])
      expect(rows).not.toContain(trace);
  });
});
