import fc from 'fast-check';
import { ApiClient } from '../support/api-client.js';
import { basic, CLIENT_CREDENTIALS, type Machine, newClient, newMachine, postForm } from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const FORM = { grant_type: CLIENT_CREDENTIALS };

describe('POST /oauth/token', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let alice: Machine;

  beforeAll(async () => {
    registry = await startTestRegistry();
    admin = await new ApiClient(registry.url).login();
    alice = await newMachine(admin, { permissions: ['self:read', 'tool:read', 'tool:invoke:mine'] });
  });
  afterAll(() => registry.close());

  const ask = (form: Record<string, string | string[]> | string, headers: Record<string, string> = basic(alice)) =>
    postForm(registry.url, '/oauth/token', form, headers);
  const permissionsOf = async (token: string) =>
    (await new ApiClient(registry.url, token).get('/api/v1/auth/me')).body.permissions;

  it('answers as RFC 6749 says, with no refresh token, and lets nobody keep the answer', async () => {
    const { status, headers, body } = await ask(FORM);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'self:read tool:read tool:invoke:mine',
    });
    const { body: entries } = await admin.get('/api/v1/audit?action=login.succeeded');
    expect(entries.data[0]).toMatchObject({ subject: { id: alice.agentId }, after: { method: 'client_credentials' } });
  });

  it.each([
    ['the registry', (url: string) => url],
    ['the registry with a slash', (url: string) => `${url}/`],
    ['the registry twice', (url: string) => [url, url]],
  ])('takes %s as resource', async (_, resource) => {
    expect((await ask({ ...FORM, resource: resource(registry.url) })).status).toBe(200);
  });

  it('ignores what it does not know, and fields without a value', async () => {
    const { body } = await ask('grant_type=client_credentials&scope=&client_secret=&flavor=sweet');
    expect(body.scope).toBe('self:read tool:read tool:invoke:mine');
  });

  describe('scope', () => {
    it.each(['self:read', 'self:read tool:invoke:mine', 'tool:read self:read', 'self:read self:read'])(
      'narrows a token to %s',
      async (scope) => {
        const { body } = await ask({ ...FORM, scope });
        const wanted = [...new Set(scope.split(' '))];
        expect(body.scope.split(' ')).toEqual(wanted);
        expect((await permissionsOf(body.access_token)).sort()).toEqual(wanted.sort());
      },
    );

    it.each([
      ['one that is not held', 'agent:manage'],
      ['one more than is held', 'self:read agent:manage'],
      ['everything', '*'],
      ['every verb', 'tool:*'],
      ['every object', 'tool:invoke'],
      ['another object', 'tool:invoke:yours'],
      ['a tag', 'tool:invoke:#finance'],
      ['an unknown one', 'flavor:taste'],
      ['no permission', 'openid'],
      ['a space too many', 'self:read  tool:read'],
      ['a space before', ' self:read'],
      ['a tab', 'self:read\ttool:read'],
      ['quotes', '"self:read"'],
      ['letters that look alike', 'ｓelf:read'],
      ['capitals', 'SELF:READ'],
    ])('refuses %s', async (_, scope) => {
      const { status, body } = await ask({ ...FORM, scope });
      expect([status, body.error]).toEqual([400, 'invalid_scope']);
    });

    it('refuses what nothing asks for even to those who may do everything', async () => {
      const root = await newMachine(admin, { roles: ['admin'] });
      const refused = await ask({ ...FORM, scope: 'flavor:taste' }, basic(root));
      expect(refused.body.error).toBe('invalid_scope');
      expect((await ask({ ...FORM, scope: '*' }, basic(root))).body.scope).toBe('*');
    });

    it('refuses so much that no token of it would be accepted', async () => {
      const permissions = Array.from({ length: 60 }, (_, i) => `tool:invoke:${'a'.repeat(58)}${i}`);
      const root = await newMachine(admin, { roles: ['admin'], client: { permissions } });
      const { status, body } = await ask(FORM, basic(root));
      expect([status, body.error]).toEqual([400, 'invalid_scope']);
      expect(body.error_description).toMatch(/do not fit into one access token/);
    });

    it('stays within what the client is narrowed to', async () => {
      const narrow = await newClient(admin, alice.agentId, { permissions: ['self:read', 'agent:manage'] });
      expect((await ask(FORM, basic(narrow))).body.scope).toBe('self:read');
      for (const scope of ['tool:read', 'agent:manage', '*']) {
        expect((await ask({ ...FORM, scope }, basic(narrow))).body.error).toBe('invalid_scope');
      }
    });
  });

  describe('requests', () => {
    const secret = () => alice.secret;

    it.each([
      ['no grant type', {}, 'invalid_request'],
      ['a password', { grant_type: 'password', username: 'a', password: 'b' }, 'unsupported_grant_type'],
      ['a refresh token', { grant_type: 'refresh_token', refresh_token: 'trr_x' }, 'unsupported_grant_type'],
      ['a code', { grant_type: 'authorization_code', code: 'x' }, 'unsupported_grant_type'],
      ['capitals', { grant_type: 'CLIENT_CREDENTIALS' }, 'unsupported_grant_type'],
      ['a space', { grant_type: 'client_credentials ' }, 'unsupported_grant_type'],
      ['__proto__', { grant_type: '__proto__' }, 'unsupported_grant_type'],
      ['a list', { 'grant_type[]': CLIENT_CREDENTIALS }, 'invalid_request'],
      ['an object', { 'grant_type[type]': CLIENT_CREDENTIALS }, 'invalid_request'],
      ['it twice', { grant_type: [CLIENT_CREDENTIALS, CLIENT_CREDENTIALS] }, 'invalid_request'],
      ['it twice, once in vain', { grant_type: [CLIENT_CREDENTIALS, ''] }, 'invalid_request'],
      ['two scopes', { ...FORM, scope: ['self:read', 'tool:read'] }, 'invalid_request'],
      ['an unknown field twice', { ...FORM, flavor: ['a', 'b'] }, 'invalid_request'],
      ['__proto__ for a field', { ...FORM, ['__proto__']: 'x' }, 'invalid_request'],
      ['constructor for a field', { ...FORM, constructor: 'x' }, 'invalid_request'],
      ['NUL', { ...FORM, scope: 'self:read\0' }, 'invalid_request'],
      ['a scope without end', { ...FORM, scope: 'x'.repeat(5000) }, 'invalid_request'],
      ['resources without end', { ...FORM, resource: Array<string>(11).fill('x') }, 'invalid_request'],
      ['the resource of others', { ...FORM, resource: 'https://other.example.com' }, 'invalid_target'],
      ['a resource below', { ...FORM, resource: 'http://127.0.0.1/api' }, 'invalid_target'],
      ['no URL for a resource', { ...FORM, resource: 'registry' }, 'invalid_target'],
      ['the audience of others', { ...FORM, audience: 'payments' }, 'invalid_target'],
    ] as [string, Record<string, string | string[]>, string][])('refuses %s', async (_, form, error) => {
      const { status, body, headers } = await ask(form);
      expect([status, body.error, headers.get('cache-control')]).toEqual([400, error, 'no-store']);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    });

    it('refuses one resource of others among its own', async () => {
      const { body } = await ask({ ...FORM, resource: [registry.url, `${registry.url}/api/v1`] });
      expect(body.error).toBe('invalid_target');
    });

    it.each([
      ['JSON', JSON.stringify(FORM), 'application/json', 400],
      ['a form of parts', 'grant_type=client_credentials', 'multipart/form-data; boundary=x', 400],
      ['text', 'grant_type=client_credentials', 'text/plain', 400],
      ['a broken percent-encoding', 'grant_type=%zz', undefined, 400],
      ['bytes that are not UTF-8', 'grant_type=%ff', undefined, 400],
      ['a lone surrogate in UTF-8', 'grant_type=client_credentials&scope=%ed%a0%80', undefined, 400],
      ['more than 64 kilobytes', `grant_type=client_credentials&x=${'a'.repeat(70_000)}`, undefined, 413],
      ['nothing', '', undefined, 400],
    ])('refuses %s as invalid_request', async (_, body, type, status) => {
      const reply = await ask(body, { ...basic(alice), ...(type !== undefined && { 'content-type': type }) });
      expect([reply.status, reply.body.error]).toEqual([status, 'invalid_request']);
      expect(reply.body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    });

    it('refuses a compressed form', async () => {
      const reply = await ask('grant_type=client_credentials', { ...basic(alice), 'content-encoding': 'gzip' });
      expect([reply.status, reply.body.error]).toEqual([400, 'invalid_request']);
    });

    it('refuses secrets in the query, and repeats none of them', async () => {
      const query = new URLSearchParams({ ...FORM, client_id: alice.id, client_secret: secret() });
      for (const form of [{}, FORM, { ...FORM, client_id: alice.id, client_secret: alice.secret }]) {
        const { status, body } = await postForm(registry.url, `/oauth/token?${query.toString()}`, form);
        expect([status, body.error]).toEqual([400, 'invalid_request']);
        expect(JSON.stringify(body)).not.toContain(secret());
      }
    });

    it.each([
      ['GET', '/oauth/token', 405],
      ['PUT', '/oauth/introspect', 405],
      ['GET', '/oauth/authorize', 404],
      ['POST', '/oauth/token/x', 404],
    ])('answers %s %s by %i in the words of OAuth', async (method, path, status) => {
      const reply = await fetch(registry.url + path, { method });
      expect(reply.status).toBe(status);
      expect(await reply.json()).toEqual({ error: 'invalid_request', error_description: expect.any(String) });
    });

    it('takes forms nowhere else', async () => {
      const reply = await postForm(registry.url, '/api/v1/auth/token', { method: 'password' });
      expect([reply.status, reply.body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    });

    it('refuses a proof of possession that is none in the words of RFC 9449', async () => {
      const { status, body, headers } = await ask(FORM, { ...basic(alice), dpop: 'a.b.c' });
      expect([status, body.error, headers.get('www-authenticate')]).toEqual([400, 'invalid_dpop_proof', null]);
    });

    it('fails at no form whatever', async () => {
      const names = ['grant_type', 'scope', 'resource', 'client_id', 'client_assertion', 'subject_token', 'token', 'x'];
      const values = [CLIENT_CREDENTIALS, 'urn:ietf:params:oauth:grant-type:token-exchange', '*', 'a.b.c', ''];
      const text = fc.oneof(fc.constantFrom(...values), fc.string({ unit: 'binary' }));
      const field = fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary' })), text);
      const form = fc.array(field, { maxLength: 6 }).map((it) => new URLSearchParams(it).toString());
      const path = fc.constantFrom('/oauth/token', '/oauth/introspect', '/oauth/revoke');
      await fc.assert(
        fc.asyncProperty(path, fc.oneof(form, fc.string({ unit: 'binary' })), fc.boolean(), async (at, body, known) => {
          const { status } = await postForm(registry.url, at, body, known ? basic(alice) : {});
          expect(status).toBeLessThan(500);
        }),
        { numRuns: 150 },
      );
    });
  });

  it('leaves no secret in the audit', async () => {
    const { body } = await admin.get('/api/v1/audit?limit=100');
    expect(JSON.stringify(body)).not.toMatch(/trs_|eyJ/);
  });
});
