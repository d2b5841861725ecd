import { ApiClient } from '../support/api-client.js';
import { AUDIENCE, exchange, whoAmI } from '../support/external-login.js';
import { OidcProvider } from '../support/oidc-provider.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const GROUPS = [
  { claim: 'groups', value: 'publishers', role: 'tool_publisher' },
  { claim: 'groups', value: 'machines', role: 'auditor' },
];

describe('oidc-provider', () => {
  let provider: OidcProvider;
  let registry: TestRegistry;
  let anybody: ApiClient;
  let admin: ApiClient;

  const configure = (name: string, settings: object, mapping: object) =>
    admin.post('/api/v1/auth-methods', {
      name,
      kind: 'oauth',
      settings: { issuer: provider.url, ...settings },
      mapping,
    });
  const me = async (token: string) => (await whoAmI(anybody, token)).body;

  beforeAll(async () => {
    provider = await OidcProvider.start(AUDIENCE);
    registry = await startTestRegistry({
      variables: { OUTBOUND_OPERATOR_EXCEPTIONS: `127.0.0.1/32:${provider.port}` },
    });
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
    const provision = {
      provision: 'provision',
      nameClaim: 'preferred_username',
      displayNameClaim: 'name',
      roles: GROUPS,
    };
    await configure('machines', { audiences: [AUDIENCE] }, { ...provision, agentType: 'service' });
    await configure('people', { audiences: ['portal'], tokenTypes: ['id_token'], algorithms: ['RS256'] }, provision);
  });

  afterAll(async () => {
    await registry.close();
    await provider.close();
  });

  it('vouches for machines by access tokens', async () => {
    const token = await provider.machineToken();
    const { body } = await exchange(anybody, 'machines', token);
    for (const it of [token, body.accessToken])
      expect(await me(it)).toMatchObject({
        name: 'report-writer',
        type: 'service',
        roles: ['auditor'],
        method: 'machines',
      });
    expect(body.expiresIn).toBeLessThanOrEqual(300);
  });

  it('vouches for people by id tokens', async () => {
    const { idToken } = await provider.userTokens();
    const { body } = await exchange(anybody, 'people', idToken);
    const { agentId, ...rest } = await me(body.accessToken);
    expect(rest).toMatchObject({ name: 'alice', type: 'user', roles: ['tool_publisher'], method: 'people' });
    const agent = await admin.get(`/api/v1/agents/${agentId}`);
    expect(agent.body).toMatchObject({ displayName: 'Alice Liddell', provisionedBy: 'people' });
  });

  it('vouches for the same person by an access token', async () => {
    const { accessToken, idToken } = await provider.userTokens();
    const { agentId } = await me(accessToken);
    expect((await me(idToken)).agentId).toBe(agentId);
  });

  it('does not vouch by the one token where the other is wanted', async () => {
    const { accessToken, idToken } = await provider.userTokens();
    expect((await exchange(anybody, 'machines', idToken)).body.code).toBe('INVALID_CREDENTIALS');
    expect((await exchange(anybody, 'people', accessToken)).body.code).toBe('INVALID_CREDENTIALS');
  });
});
