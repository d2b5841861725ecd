import { ApiClient } from '../support/api-client.js';
import { assertionClaims, type ClientKey, newClientKey, signAssertion } from '../support/client-keys.js';
import {
  basic,
  CLIENT_CREDENTIALS,
  type Machine,
  newClient,
  newKeyClient,
  newMachine,
  postForm,
} from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const FORM = { grant_type: CLIENT_CREDENTIALS };

describe('clients at /oauth/token', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let alice: Machine;
  let key: ClientKey;
  let keyClient: string;

  beforeAll(async () => {
    registry = await startTestRegistry();
    admin = await new ApiClient(registry.url).login();
    alice = await newMachine(admin, { permissions: ['self:read'] });
    key = await newClientKey();
    keyClient = await newKeyClient(admin, alice.agentId, key);
  });
  afterAll(() => registry.close());

  const ask = (form: Record<string, string>, headers: Record<string, string>) =>
    postForm(registry.url, '/oauth/token', form, headers);
  const assertion = () => signAssertion(key, assertionClaims(keyClient, registry.url, new Date()));

  it('proves a client by its secret in the body, and by an assertion', async () => {
    const bySecret = { ...FORM, client_id: alice.id, client_secret: alice.secret };
    expect((await ask(bySecret, {})).status).toBe(200);
    const byKey = { ...FORM, client_assertion: await assertion(), client_assertion_type: ASSERTION_TYPE };
    expect((await ask(byKey, {})).status).toBe(200);
    expect((await ask(byKey, {})).body.error).toBe('invalid_client');
  });

  it.each([
    ['a wrong secret', () => ({ headers: basic({ ...alice, secret: 'trs_wrong' }) })],
    ['no secret', () => ({ headers: basic({ ...alice, secret: '' }) })],
    ['an unknown client', () => ({ headers: basic({ ...alice, id: keyClient.replace(/^./, 'f') }) })],
    ['an agent for a client', () => ({ headers: basic({ ...alice, id: alice.agentId }) })],
    ['Basic with bad base64', () => ({ headers: { authorization: 'Basic ÿÿ' } })],
    ['Basic with a bad percent-encoding', () => ({ headers: basicText(`${alice.id}:%zz`) })],
    ['Basic without a colon', () => ({ headers: basicText(alice.id) })],
    ['a bearer', () => ({ headers: { authorization: `Bearer ${alice.secret}` } })],
  ])('refuses %s, and challenges for Basic', async (_, attempt) => {
    const { status, body, headers } = await ask(FORM, attempt().headers);
    expect([status, body.error]).toEqual([401, 'invalid_client']);
    expect(headers.get('www-authenticate')).toBe('Basic realm="registry"');
  });

  it.each([
    ['nothing', () => ({})],
    ['an id alone', () => ({ client_id: alice.id })],
    ['a secret alone', () => ({ client_secret: alice.secret })],
    ['a wrong secret', () => ({ client_id: alice.id, client_secret: 'trs_wrong' })],
    ['a secret of a client that has keys', () => ({ client_id: keyClient, client_secret: alice.secret })],
    ['garbage for an assertion', () => ({ client_assertion: 'a.b.c', client_assertion_type: ASSERTION_TYPE })],
  ])('refuses %s in the body', async (_, fields) => {
    const { status, body, headers } = await ask({ ...FORM, ...fields() }, {});
    expect([status, body.error, headers.get('www-authenticate')]).toEqual([401, 'invalid_client', null]);
  });

  it('refuses an assertion of another type, and one for another client', async () => {
    const shown = { ...FORM, client_assertion: await assertion() };
    const other = { ...shown, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' };
    expect((await ask(other, {})).body.error).toBe('invalid_client');
    const foreign = { ...shown, client_assertion_type: ASSERTION_TYPE, client_id: alice.id };
    expect((await ask(foreign, {})).body.error).toBe('invalid_client');
    expect((await ask(shown, {})).body.error).toBe('invalid_request');
  });

  it.each([
    ['Basic and a secret', async () => ({ form: { client_secret: alice.secret }, headers: basic(alice) })],
    ['Basic and another id', async () => ({ form: { client_id: keyClient }, headers: basic(alice) })],
    [
      'Basic and an assertion',
      async () => ({
        form: { client_assertion: await assertion(), client_assertion_type: ASSERTION_TYPE },
        headers: basic(alice),
      }),
    ],
    [
      'a secret and an assertion',
      async () => ({
        form: { client_id: alice.id, client_secret: alice.secret, client_assertion: await assertion() },
        headers: {},
      }),
    ],
    [
      'a bearer and a secret',
      async () => ({
        form: { client_id: alice.id, client_secret: alice.secret },
        headers: { authorization: 'Bearer x' },
      }),
    ],
  ])('refuses %s at once', async (_, attempt) => {
    const { form, headers } = await attempt();
    const { status, body } = await ask({ ...FORM, ...form }, headers);
    expect([status, body.error]).toEqual([400, 'invalid_request']);
  });

  it('lets in no client that is revoked, no client of a disabled agent, and none while the method is off', async () => {
    const gone = await newMachine(admin, { permissions: ['self:read'] });
    const path = `/api/v1/agents/${gone.agentId}`;
    await admin.delete(`${path}/clients/${gone.id}`, { 'if-match': '*' });
    expect((await ask(FORM, basic(gone))).body.error).toBe('invalid_client');
    const second = await newClient(admin, gone.agentId);
    expect((await ask(FORM, basic(second))).status).toBe(200);
    await admin.post(`${path}/disable`);
    expect((await ask(FORM, basic(second))).body.error).toBe('invalid_client');
    const { body: audit } = await admin.get('/api/v1/audit?action=login.refused&limit=1');
    expect(audit.data[0].reason).toBe('not_an_agent');
    await admin.patch('/api/v1/auth-methods/client_credentials', { enabled: false }, { 'if-match': '*' });
    expect((await ask(FORM, basic(alice))).body.error).toBe('invalid_client');
    await admin.patch('/api/v1/auth-methods/client_credentials', { enabled: true }, { 'if-match': '*' });
    expect((await ask(FORM, basic(alice))).status).toBe(200);
  });
});

function basicText(text: string) {
  return { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
}
