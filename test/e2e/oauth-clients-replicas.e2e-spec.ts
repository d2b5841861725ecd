import { DataSource } from 'typeorm';
import { OAuthClients1763800000012 } from '../../migrations/1763800000012-oauth-clients.js';
import { AuthMethodEpochs1763800000016 } from '../../migrations/1763800000016-auth-method-epochs.js';
import { Issuer } from '../../src/auth/tokens/issuer.js';
import { ApiClient } from '../support/api-client.js';
import { assertionClaims, newClientKey, signAssertion } from '../support/client-keys.js';
import { eventually } from '../support/eventually.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const METHOD = '/api/v1/auth-methods/client_credentials';
const A_SECOND = 1000;

describe('OAuth clients on two instances', () => {
  let registries: TestRegistry[];
  let here: ApiClient;
  let there: ApiClient;
  let clients: string;

  beforeAll(async () => {
    const first = await startTestRegistry();
    registries = [await startTestRegistry({ variables: { DATABASE_URL: first.databaseUrl } }), first];
    here = await new ApiClient(first.url).login();
    there = new ApiClient(registries[0]?.url ?? '');
    const agent = { name: 'machine', type: 'service', permissions: ['self:read', 'tool:read'] };
    clients = `/api/v1/agents/${(await here.post('/api/v1/agents', agent)).body.id}/clients`;
  });
  afterAll(async () => {
    for (const registry of registries) await registry.close();
  });

  const prove = (api: ApiClient, credentials: object) =>
    api.post('/api/v1/auth/token', { method: 'client_credentials', credentials });

  async function newClient() {
    const { id, clientSecret } = (await here.post(clients, { name: 'c', authentication: 'client_secret' })).body;
    const credentials = { clientId: id, clientSecret };
    const token: string = (await prove(there, credentials)).body.accessToken;
    const statusThere = async () => (await there.as(token).get('/api/v1/auth/me')).status;
    expect(await statusThere()).toBe(200);
    return { path: `${clients}/${id}`, credentials, statusThere };
  }

  it.each<[string, (path: string) => unknown]>([
    ['revoked', (path) => here.delete(path, { 'if-match': '*' })],
    ['narrowed', (path) => here.patch(path, { permissions: ['self:read'] }, { 'if-match': '*' })],
    ['rotated without an overlap', (path) => here.post(`${path}/secret`, {})],
  ])('lose their tokens on the one as soon as they are %s on the other', async (_, change) => {
    const { path, statusThere } = await newClient();
    await change(path);
    const changedAt = Date.now();
    await eventually(async () => expect(await statusThere()).toBe(401));
    expect(Date.now() - changedAt).toBeLessThan(A_SECOND);
  });

  it('prove nothing on the one once revoked on the other', async () => {
    const { path, credentials } = await newClient();
    await here.delete(path, { 'if-match': '*' });
    expect((await prove(there, credentials)).status).toBe(401);
  });

  it('have each assertion taken once by both together', async () => {
    const [key, now] = [await newClientKey(), new Date()];
    const wanted = { name: 'c', authentication: 'private_key_jwt', jwks: { keys: [key.publicJwk] } };
    const { id: clientId } = (await here.post(clients, wanted)).body;
    const issuer = registries[0]?.app.get(Issuer).url ?? '';
    const clientAssertion = await signAssertion(key, assertionClaims(clientId, issuer, now));
    const callers = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? here : there));
    const replies = await Promise.all(callers.map((it) => prove(it, { clientId, clientAssertion })));
    expect(replies.filter((it) => it.status === 200)).toHaveLength(1);
  });

  it('can log in to a registry that is older than they are', async () => {
    await undoAndRepeatMigrations();
    expect((await here.get(METHOD)).body).toMatchObject({ enabled: true, installed: true, settings: {} });
    await newClient();
  });

  it('stay out of a registry whose operator has taken their method away', async () => {
    await here.delete(METHOD, { 'if-match': '*' });
    const restarted = await startTestRegistry({ variables: { DATABASE_URL: registries[0]?.databaseUrl ?? '' } });
    registries.unshift(restarted);
    expect((await here.get(METHOD)).status).toBe(404);
  });

  async function undoAndRepeatMigrations(): Promise<void> {
    const runner = registries[0]?.app.get(DataSource).createQueryRunner();
    if (!runner) throw new Error('There is no registry');
    const migrations = [new OAuthClients1763800000012(), new AuthMethodEpochs1763800000016()];
    for (const it of migrations.toReversed()) await it.down(runner);
    for (const it of migrations) await it.up(runner);
    await runner.release();
  }
});
