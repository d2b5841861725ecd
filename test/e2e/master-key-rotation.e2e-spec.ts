import { randomBytes } from 'node:crypto';
import type { SecretRef } from '../../src/credentials/secrets/secret-store.js';
import { SecretStores } from '../../src/credentials/secrets/secret-stores.js';
import { Rewrapping } from '../../src/database/index.js';
import { ApiClient } from '../support/api-client.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { basic, newClient, postForm } from '../support/oauth.js';
import { type SecondInstance, startSecondInstance } from '../support/second-instance.js';
import { query } from '../support/test-database.js';

const OLD = randomBytes(32).toString('base64');
const NEW = randomBytes(32).toString('base64');

const SEALED = `
  SELECT sealed AS value FROM secret_value UNION ALL SELECT sealed_private_key FROM signing_key
  WHERE sealed_private_key IS NOT NULL UNION ALL SELECT sealed_reply FROM idempotency_record
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

  const start = (variables: Record<string, string>) => startSecondInstance(story.registry, variables);
  const within = async (variables: Record<string, string>, work: (registry: SecondInstance) => Promise<void>) => {
    const registry = await start(variables);
    try {
      await work(registry);
    } finally {
      await registry.close();
    }
  };
  const me = async ({ api }: SecondInstance) => (await api.as(key).get('/api/v1/auth/me')).status;
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
    story = await CredentialStory.begin({ MASTER_KEY: OLD });
    tool = await story.tool();
    await story.permit(tool);
    agent = await story.agent();
    const secret = { value: 'a-secret-of-the-tool', placement: 'bearer' };
    expect((await story.admin.put(`/api/v1/tools/${tool.id}/secrets/key`, secret)).status).toBeLessThan(300);
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
      const anybody = registry.api;
      expect((await anybody.post('/api/v1/auth/refresh', { refreshToken })).status).toBe(200);
      const reset = { resetToken, newPassword: 'velvet-moon-staple-42' };
      expect((await anybody.post('/api/v1/auth/password/reset', reset)).status).toBe(204);
      expect(await repeat(anybody)).toMatchObject({ status: 201, body: { name: 'repeated' } });
      expect(await prefixes()).toEqual(before);
    });
    await expect(start({ MASTER_KEY: NEW })).rejects.toThrow('MASTER_KEY is not the one');
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
      expect(values('idempotency_record')).toBe(1);
      expect(await repeat(registry.api)).toMatchObject({ status: 201, body: { name: 'repeated' } });
      expect(await registry.app.get(Rewrapping).run()).toEqual(done[0].map((it) => ({ ...it, values: 0 })));
    });
    const after = await prefixes();
    expect(after.size).toBe(1);
    expect([...after].some((it) => before.has(it))).toBe(false);
    await within({ MASTER_KEY: NEW }, async (registry) => {
      expect([await me(registry), await grant(registry), await validate(registry)]).toEqual([200, 200, false]);
      expect(await repeat(registry.api)).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
      const [value] = (await query(story.registry.databaseUrl, VALUE)) as [SecretRef];
      expect(await registry.app.get(SecretStores).get('database').get(value)).toBe('a-secret-of-the-tool');
    });
    await expect(start({ MASTER_KEY: OLD })).rejects.toThrow('MASTER_KEY is not the one');
  });
});
