import { AdministratorReset } from '../../src/auth/index.js';
import { ApiClient } from '../support/api-client.js';
import { configureIssuer, exchange, reachable } from '../support/external-login.js';
import { startIssuer, type TestIssuer } from '../support/issuer.js';
import { basic, newClient, postForm } from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PASSWORD = 'velvet-moon-staple-42';
const MAPPING = { provision: 'provision', agentType: 'user', nameClaim: 'preferred_username', defaultRoles: ['user'] };

describe('a reset of the administrator whose name has gone to a stranger', () => {
  let registry: TestRegistry;
  let issuer: TestIssuer;
  let anybody: ApiClient;

  beforeAll(async () => {
    issuer = await startIssuer();
    registry = await startTestRegistry({ variables: reachable(issuer) });
    anybody = new ApiClient(registry.url);
  });
  afterAll(async () => {
    await registry.close();
    await issuer.close();
  });

  const reset = () => registry.app.get(AdministratorReset).resetAdministrator();
  const me = (client: ApiClient) => client.get('/api/v1/auth/me');
  const logInByIssuer = async () => {
    const token = await issuer.sign({ claims: { sub: 'mallory', preferred_username: 'admin' } });
    return (await exchange(anybody, 'corporate', token)).body.accessToken as string;
  };

  it('leaves the stranger nothing that would be an administrator', async () => {
    const admin = await anybody.login();
    await configureIssuer(admin, issuer, { name: 'corporate', mapping: MAPPING });
    await admin.post('/api/v1/agents', { name: 'second', type: 'user', roles: ['admin'], password: PASSWORD });
    const second = await anybody.login('second', PASSWORD);
    await second.delete(`/api/v1/agents/${(await me(admin)).body.agentId}`, { 'if-match': '*' });
    const stranger = anybody.as(await logInByIssuer());
    const { agentId: id, name } = (await me(stranger)).body;
    expect(name).toBe('admin');
    const { key } = (await second.post(`/api/v1/agents/${id}/api-keys`, { name: 'k' })).body;
    const client = await newClient(second, id);
    const { resetToken } = (await second.post(`/api/v1/agents/${id}/password-reset`)).body;
    const login = { method: 'api_key', credentials: { key }, withRefreshToken: true };
    const { refreshToken } = (await anybody.post('/api/v1/auth/token', login)).body;

    const { username, password, wasKnown } = await reset();

    expect(wasKnown).toBe(true);
    expect([(await me(stranger)).status, (await me(anybody.as(key))).status]).toEqual([401, 401]);
    const grant = postForm(registry.url, '/oauth/token', { grant_type: 'client_credentials' }, basic(client));
    expect((await grant).body.error).toBe('invalid_client');
    expect((await anybody.post('/api/v1/auth/refresh', { refreshToken })).status).toBe(401);
    const redeemed = anybody.post('/api/v1/auth/password/reset', { resetToken, newPassword: PASSWORD });
    expect((await redeemed).body.code).toBe('INVALID_RESET_TOKEN');
    expect((await me(anybody.as(await logInByIssuer()))).body.agentId).not.toBe(id);
    const back = await anybody.login(username, password);
    expect((await me(back)).body).toMatchObject({ agentId: id, roles: ['admin', 'user'] });
    expect((await back.get(`/api/v1/agents/${id}`)).body).toMatchObject({ identities: [], provisionedBy: null });
  });

  it('serves the last administrator, over and over, and one who is gone', async () => {
    const admin = await anybody.login('admin', (await reset()).password);
    const { body } = await admin.get('/api/v1/agents?role=admin');
    const others = body.data.filter((it: { name: string }) => it.name !== 'admin');
    for (const { id } of others) await admin.delete(`/api/v1/agents/${id}`, { 'if-match': '*' });
    const again = await reset();
    expect((await me(admin)).status).toBe(401);
    expect((await me(await anybody.login('admin', again.password))).body.roles).toContain('admin');
  });
});
