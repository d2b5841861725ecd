import { type AuthMethodSamples, describeAuthMethod } from '../../src/sdk/testing.js';
import { InMemoryDirectory } from '../../examples/ldap-auth/directory.js';
import { LdapAuthMethod } from '../../examples/ldap-auth/index.js';
import { AuthMethods } from '../../src/auth/index.js';
import { newOpaqueToken } from '../../src/common/crypto/opaque-token.js';
import { ApiClient } from '../support/api-client.js';
import { startIssuer, type TestIssuer } from '../support/issuer.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

let registry: TestRegistry;
let issuer: TestIssuer;
let apiKey: string;
let [token, expired]: string[] = [];
let client: { id: string; clientSecret: string };

beforeAll(async () => {
  issuer = await startIssuer();
  [token, expired] = await Promise.all([issuer.sign(), issuer.sign({ claims: { exp: 1 } })]);
  registry = await startTestRegistry({
    variables: { OUTBOUND_OPERATOR_EXCEPTIONS: `127.0.0.1/32:${issuer.port}` },
  });
  const admin = await new ApiClient(registry.url).login();
  const { body } = await admin.get('/api/v1/auth/me');
  const reply = await admin.post(`/api/v1/agents/${body.agentId ?? body.id}/api-keys`, { name: 'sample' });
  apiKey = reply.body.key;
  const wanted = { name: 'sample', authentication: 'client_secret' };
  client = (await admin.post(`/api/v1/agents/${body.agentId ?? body.id}/clients`, wanted)).body;
});

afterAll(async () => {
  await registry.close();
  await issuer.close();
});

const SAMPLES: Readonly<Record<string, () => AuthMethodSamples>> = {
  password: () => ({
    settings: {},
    credentials: [{ username: 'admin', password: 'correct-horse-battery' }],
    wrong: [{ username: 'admin', password: 'Correct-horse-battery' }],
  }),
  api_key: () => ({ settings: {}, credentials: [{ key: apiKey }], wrong: [{ key: newOpaqueToken('trk_') }] }),
  client_credentials: () => ({
    settings: {},
    credentials: [{ clientId: client.id, clientSecret: client.clientSecret }],
    wrong: [
      { clientId: client.id, clientSecret: newOpaqueToken('trs_') },
      { clientId: client.id, clientAssertion: 'e30.e30.e30' },
      { clientId: client.id, clientSecret: client.clientSecret, clientAssertion: 'e30.e30.e30' },
    ],
  }),
  oauth: () => ({
    settings: { issuer: issuer.url, audiences: ['https://registry.example'] },
    refusedSettings: [
      {},
      { issuer: issuer.url },
      { issuer: 'http://idp.example', audiences: ['us'] },
      { issuer: issuer.url, audiences: ['us'], algorithms: ['HS256'] },
      { issuer: issuer.url, audiences: ['us'], clockSkewSeconds: 121 },
    ],
    credentials: [{ token }],
    wrong: [{ token: expired }, { token: `${token}=` }, { token: 'e30.e30.e30' }],
  }),
  credential: () => ({ settings: {}, credentials: [{ token: newOpaqueToken('trc_') }], genuine: false }),
};

describe.each(Object.entries(SAMPLES))('the auth method %s', (kind, samples) => {
  describeAuthMethod(() => registry.app.get(AuthMethods).get(kind), samples);
});

describe('the auth method ldap', () => {
  const ada = { dn: 'uid=ada,ou=people,dc=example,dc=org', attributes: { uid: 'ada' }, password: 'analytical-engine' };
  const settings = { issuer: 'ldap://directory.example', baseDn: 'ou=people,dc=example,dc=org', loginAttribute: 'uid' };

  describeAuthMethod(new LdapAuthMethod(new InMemoryDirectory([ada])), {
    settings,
    refusedSettings: [
      {},
      { ...settings, issuer: 'https://directory.example' },
      { ...settings, loginAttribute: 'uid)(x=*' },
    ],
    credentials: [{ username: 'ada', password: 'analytical-engine' }],
    wrong: [
      { username: 'ada', password: 'difference-engine' },
      { username: 'a*', password: 'analytical-engine' },
    ],
  });
});

it('leaves no installed auth method out', () => {
  const installed = registry.app
    .get(AuthMethods)
    .list()
    .map((it) => it.kind);
  expect(Object.keys(SAMPLES)).toEqual(expect.arrayContaining(installed));
});
