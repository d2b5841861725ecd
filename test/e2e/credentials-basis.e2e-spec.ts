import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { ExpiredRevocations } from '../../src/auth/revocation/expired-revocations.js';
import { Clock } from '../../src/common/clock.js';
import { CredentialsService } from '../../src/credentials/index.js';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { CredentialStory, type TestTool } from '../support/credential-story.js';
import { eventually } from '../support/eventually.js';
import { basic, exchange, newMachine, postForm, tokenOf } from '../support/oauth.js';
import { startTestRegistry } from '../support/registry.js';
import { type SecondInstance, startSecondInstance } from '../support/second-instance.js';

const PASSWORD = 'seven-green-lanterns';
const REFUSED = '{"active":false}';

let story: CredentialStory;
let second: SecondInstance;
let tool: TestTool;

beforeAll(async () => {
  story = await CredentialStory.begin();
  second = await startSecondInstance(story.registry);
  tool = await story.tool();
  await story.permit(tool);
});
afterAll(async () => {
  await second.close();
  await story.end();
});
afterEach(() => jest.restoreAllMocks());

interface Agent {
  readonly id: string;
  readonly name: string;
  readonly api: ApiClient;
}

async function newAgent(): Promise<Agent> {
  const name = `a-${randomUUID()}`;
  const { body } = await story.admin.post('/api/v1/agents', {
    ...{ name, type: 'service', roles: ['user'], password: PASSWORD },
  });
  return { id: body.id, name, api: await new ApiClient(story.registry.url).login(name, PASSWORD) };
}

async function newKey({ id, api }: Agent, given: object = {}) {
  const { body } = await api.post(`/api/v1/agents/${id}/api-keys`, { name: 'k', ...given });
  return { path: `/api/v1/agents/${id}/api-keys/${body.id}`, expiresAt: body.expiresAt, api: api.as(body.key) };
}

const vend = (api: ApiClient, body = {}): Promise<ApiReply> => api.post(`/api/v1/tools/${tool.id}/credentials`, body);
const shownOf = async (id: string) => (await story.admin.get(`/api/v1/credentials/${id}`)).body;

/** What stands before the fall is good everywhere and falls everywhere, with one answer. */
async function expectToFall(api: ApiClient, fell: () => Promise<ApiReply>): Promise<string> {
  const { id, token } = (await vend(api)).body;
  expect(await story.isActive(token)).toBe(true);
  expect((await invokeOn(second.api, token)).status).not.toBe(401);
  expect((await fell()).status).toBeLessThan(300);
  expect((await story.invoke(token, tool)).status).toBe(401);
  for (const asker of [story.admin, second.api.as(story.admin.token ?? '')]) {
    const { status, body } = await asker.post('/api/v1/credentials/validate', { token });
    expect([status, JSON.stringify(body)]).toEqual([200, REFUSED]);
  }
  await eventually(async () => expect((await invokeOn(second.api, token)).status).toBe(401));
  return id;
}

const invokeOn = (api: ApiClient, token: string) =>
  api.as(token).post(`/api/v1/tools/${tool.id}/invocations`, { input: { sku: 'BOLT-M8' } });

describe('a credential ends with the proof that it was vended to', () => {
  it.each([
    ['presented', (key: ApiClient) => Promise.resolve(key)],
    [
      'exchanged',
      async (key: ApiClient) => {
        const proof = { method: 'api_key', credentials: { key: key.token } };
        return key.as((await key.post('/api/v1/auth/token', proof)).body.accessToken);
      },
    ],
  ])('an API key, %s and revoked', async (_, proven) => {
    const key = await newKey(await newAgent());
    const revoke = () => story.admin.delete(key.path, { 'if-match': '*' });
    const id = await expectToFall(await proven(key.api), revoke);
    expect(await shownOf(id)).toMatchObject({ status: 'revoked', revokeReason: 'proof_revoked' });
  });

  it('a login, logged out', async () => {
    const { api } = await newAgent();
    await expectToFall(api, () => api.post('/api/v1/auth/logout'));
  });

  it('a session, logged out by a later token of it', async () => {
    const { name, api } = await newAgent();
    const proof = { method: 'password', credentials: { username: name, password: PASSWORD }, withRefreshToken: true };
    const { accessToken, refreshToken } = (await api.post('/api/v1/auth/token', proof)).body;
    const later = (await api.post('/api/v1/auth/refresh', { refreshToken })).body;
    await expectToFall(api.as(accessToken), () => api.as(later.accessToken).post('/api/v1/auth/logout'));
  });

  it('an OAuth client, revoked', async () => {
    const machine = await newMachine(story.admin, { roles: ['user'] });
    const api = story.admin.as(await tokenOf(story.registry.url, machine));
    const path = `/api/v1/agents/${machine.agentId}/clients/${machine.id}`;
    await expectToFall(api, () => story.admin.delete(path, { 'if-match': '*' }));
  });

  it('a token of which the presented one was exchanged, revoked', async () => {
    const { url } = story.registry;
    const [subject, actor] = [await newAgent(), await newMachine(story.admin, { roles: ['user'] })];
    const { body } = await exchange(url, actor, subject.api.token ?? '');
    const authorization = `Bearer ${subject.api.token}`;
    await expectToFall(subject.api.as(body.access_token), () =>
      postForm(url, '/oauth/revoke', { token: subject.api.token ?? '' }, { authorization }),
    );
  });

  it('an agent that acts for its own, disabled', async () => {
    const [subject, actor] = [await newAgent(), await newMachine(story.admin, { roles: ['user'] })];
    const { body } = await exchange(story.registry.url, actor, subject.api.token ?? '');
    const id = await expectToFall(subject.api.as(body.access_token), () =>
      story.admin.post(`/api/v1/agents/${actor.agentId}/disable`),
    );
    await story.admin.post(`/api/v1/agents/${actor.agentId}/enable`);
    expect(await shownOf(id)).toMatchObject({ status: 'revoked', revokeReason: 'agent_disabled' });
  });

  it('such an agent too that was disabled while it was vended', async () => {
    const [subject, actor] = [await newAgent(), await newMachine(story.admin, { roles: ['user'] })];
    const { body } = await exchange(story.registry.url, actor, subject.api.token ?? '');
    const { id, token } = (await vend(subject.api.as(body.access_token))).body;
    await story.admin.post(`/api/v1/agents/${actor.agentId}/disable`);
    await asVendedMeanwhile(id);
    expect(await story.isActive(token)).toBe(false);
    expect((await story.invoke(token, tool)).status).toBe(401);
  });

  it('and with nothing else', async () => {
    const agent = await newAgent();
    const [key, other] = [await newKey(agent), await newKey(agent)];
    const rest = [(await vend(other.api)).body.token, (await vend(agent.api)).body.token];
    await expectToFall(key.api, () => story.admin.delete(key.path, { 'if-match': '*' }));
    for (const token of rest) expect(await story.isActive(token)).toBe(true);
  });

  it('also where it is vended at the moment of the revocation', async () => {
    const agent = await newAgent();
    for (let round = 0; round < 5; round++) {
      const key = await newKey(agent);
      const vended = Promise.all(Array.from({ length: 6 }, () => vend(key.api)));
      expect((await story.admin.delete(key.path, { 'if-match': '*' })).status).toBe(204);
      for (const { status, body } of await vended) {
        if (status === 201) expect(await story.isActive(body.token)).toBe(false);
        else expect(status).toBe(401);
      }
    }
  });
});

it('does not outlive the key that it was vended to, and says what was cut', async () => {
  const key = await newKey(await newAgent(), { expiresAt: new Date(Date.now() + 60_000).toISOString() });
  const { body } = await vend(key.api, { ttlSeconds: 600 });
  expect(body.expiresAt).toBe(key.expiresAt);
  expect(body.warnings).toEqual([{ code: 'TTL_CAPPED', detail: expect.stringMatching(/cut to [56]\d seconds/) }]);
  expect((await vend(key.api)).body.expiresAt).toBe(key.expiresAt);
  later(61_000);
  expect(await story.isActive(body.token)).toBe(false);
  expect((await story.invoke(body.token, tool)).status).toBe(401);
});

it('stays refused as long as it could live, although the token that it was vended to has long expired', async () => {
  const forgetting = story.registry.app.get(ExpiredRevocations, { strict: false });
  const actor = await newMachine(story.admin, { roles: ['user'] });
  const { url } = story.registry;
  const token = await tokenOf(url, actor);
  const vended = (await vend(story.admin.as(token), { ttlSeconds: 3600 })).body;
  await postForm(url, '/oauth/revoke', { token }, basic(actor));
  await asVendedMeanwhile(vended.id);
  later(1_800_000);
  await forgetting.forget();
  expect(await story.registry.app.get(CredentialsService).takeUse(vended.id)).toBe(false);
});

it('is used and validated only from the addresses to which its key is bound', async () => {
  const proxied = await startTestRegistry({
    variables: { DATABASE_URL: story.registry.databaseUrl, TRUSTED_PROXIES: '127.0.0.1' },
  });
  try {
    const agent = await newAgent();
    const key = await newKey(agent, { allowedAddresses: ['10.0.0.0/8'] });
    const there = new ApiClient(proxied.url);
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const path = `/api/v1/tools/${tool.id}`;
    const { token } = (await there.as(key.api.token ?? '').post(`${path}/credentials`, {}, from('10.1.2.3'))).body;
    const invoking = async (address: string) =>
      (await there.as(token).post(`${path}/invocations`, { input: { sku: 'BOLT-M8' } }, from(address))).status;
    expect(await invoking('192.0.2.1')).toBe(401);
    expect(await invoking('10.9.9.9')).not.toBe(401);
    const asker = there.as(story.admin.token ?? '');
    const validating = async (given: object) =>
      (await asker.post('/api/v1/credentials/validate', { token, ...given }, from('10.9.9.9'))).body;
    for (const given of [{ address: '192.0.2.1' }, {}]) expect(JSON.stringify(await validating(given))).toBe(REFUSED);
    expect(await validating({ address: '10.9.9.9' })).toMatchObject({ active: true, agentId: agent.id });
  } finally {
    await proxied.close();
  }
});

it('shows nobody on what it rests', async () => {
  const { api } = await newAgent();
  const { id } = (await vend(api)).body;
  const shown = Object.keys(await shownOf(id));
  for (const hidden of ['basis', 'actors']) expect(shown).not.toContain(hidden);
});

/** The revocation has not met this credential, for it was not on record yet. */
async function asVendedMeanwhile(id: string): Promise<void> {
  const database = new Client({ connectionString: story.registry.databaseUrl });
  await database.connect();
  await database.query('UPDATE credential SET revoked_at = NULL, revoke_reason = NULL WHERE id = $1', [id]);
  await database.end();
}

function later(milliseconds: number): void {
  const now = Date.now() + milliseconds;
  jest.spyOn(story.registry.app.get(Clock, { strict: false }), 'now').mockImplementation(() => new Date(now));
}
