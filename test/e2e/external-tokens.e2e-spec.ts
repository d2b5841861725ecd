import { ApiClient } from '../support/api-client.js';
import { AUDIENCE, configureIssuer, exchange, reachable, whoAmI } from '../support/external-login.js';
import { type IssuerKey, newIssuerKey, startIssuer, type TestIssuer, type TokenChanges } from '../support/issuer.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const MINUTE = 60;
const seconds = () => Math.floor(Date.now() / 1000);

describe('tokens of external issuers', () => {
  let registry: TestRegistry;
  let ours: TestIssuer;
  let other: TestIssuer;
  let stranger: IssuerKey;
  let anybody: ApiClient;
  let admin: ApiClient;
  let alice: string;

  beforeAll(async () => {
    [ours, other] = await Promise.all([startIssuer(), startIssuer()]);
    stranger = await newIssuerKey('first');
    registry = await startTestRegistry({ variables: reachable(ours, other) });
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
    const methods = [
      await configureIssuer(admin, ours, { name: 'ours', settings: { authorizedParties: ['app'] } }),
      await configureIssuer(admin, other, { name: 'other' }),
      await configureIssuer(admin, ours, { name: 'plain', settings: { tokenTypes: ['plain_access_token'] } }),
      await configureIssuer(admin, ours, {
        name: 'ids',
        settings: { tokenTypes: ['id_token'], audiences: ['client', 'second-client'] },
      }),
    ];
    expect(methods.map((it) => it.status)).toEqual([201, 201, 201, 201]);
    alice = await agent('alice', [ours]);
  });

  afterAll(async () => {
    await registry.close();
    await Promise.all([ours.close(), other.close()]);
  });

  async function agent(name: string, issuers: readonly TestIssuer[], subject = name): Promise<string> {
    const identities = issuers.map((it) => ({ issuer: it.url, subject }));
    const reply = await admin.post('/api/v1/agents', { name, type: 'user', permissions: ['self:read'], identities });
    return reply.body.id;
  }

  async function expectRefused(token: string, method = 'ours'): Promise<void> {
    expect(await exchange(anybody, method, token)).toMatchObject({
      status: 401,
      body: { code: 'INVALID_CREDENTIALS' },
    });
    expect(await whoAmI(anybody, token)).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
  }

  it('are exchanged for an access token, or presented themselves', async () => {
    const token = await ours.sign();
    const login = await exchange(anybody, 'ours', token);
    expect(login.status).toBe(200);
    for (const it of [login.body.accessToken, token])
      expect((await whoAmI(anybody, it)).body).toMatchObject({ agentId: alice, method: 'ours' });
  });

  it('give access tokens that end with them', async () => {
    const exp = seconds() + MINUTE;
    const { body } = await exchange(anybody, 'ours', await ours.sign({ claims: { exp } }));
    expect(body.expiresIn).toBeLessThanOrEqual(MINUTE);
    const { exp: ends } = JSON.parse(Buffer.from(body.accessToken.split('.')[1], 'base64url').toString());
    expect(ends).toBeLessThanOrEqual(exp);
  });

  it('of two issuers keep subjects of one name apart', async () => {
    const bobs = [await agent('bob-a', [ours], 'bob'), await agent('bob-b', [other], 'bob')];
    const tokens = await Promise.all([ours, other].map((it) => it.sign({ claims: { sub: 'bob' } })));
    const found = await Promise.all(tokens.map((it) => whoAmI(anybody, it)));
    expect(found.map((it) => it.body.agentId)).toEqual(bobs);
    await expectRefusedLogin('other', tokens[0]);
    await expectRefusedLogin('ours', tokens[1]);
  });

  async function expectRefusedLogin(method: string, token = ''): Promise<void> {
    expect((await exchange(anybody, method, token)).body.code).toBe('INVALID_CREDENTIALS');
  }

  it('are refused while nobody stands for their subject', async () => {
    await expectRefused(await ours.sign({ claims: { sub: 'nobody' } }));
  });

  it('are taken in every good form', async () => {
    const rsa = await newIssuerKey('rsa', 'RS256');
    ours.keys = [ours.key.jwk, rsa.jwk];
    const good: TokenChanges[] = [
      { header: { typ: 'application/AT+JWT' } },
      { claims: { aud: ['https://elsewhere.example', AUDIENCE] } },
      { claims: { nbf: seconds() + 20, iat: seconds() + 20 } },
      { claims: { azp: 'app' } },
      { header: { jku: 'https://evil.example/keys', x5u: 'https://evil.example/x', jwk: stranger.jwk } },
    ];
    for (const it of good) expect((await exchange(anybody, 'ours', await ours.sign(it))).status).toBe(200);
  });

  it.each<[string, TokenChanges]>([
    ['made for another audience', { claims: { aud: 'https://elsewhere.example' } }],
    ['made for other audiences', { claims: { aud: ['https://elsewhere.example', `${AUDIENCE}/`] } }],
    ['made for an audience that is no text', { claims: { aud: { [AUDIENCE]: true } } }],
    ['made for nobody', { claims: { aud: undefined } }],
    ['given to another client', { claims: { client_id: 'stranger' } }],
    ['given to another client, by another claim', { claims: { azp: 'stranger' } }],
    ['given to an unknown client', { claims: { client_id: undefined } }],
    ['that do not end', { claims: { exp: undefined } }],
    ['that have ended', { claims: { exp: seconds() } }],
    ['that end at no number', { claims: { exp: '99999999999' } }],
    ['that end after all time', { claims: { exp: 1e300 } }],
    ['that begin later', { claims: { nbf: seconds() + 5 * MINUTE } }],
    ['that were made later', { claims: { iat: seconds() + 5 * MINUTE } }],
    ['that were made before all time', { claims: { iat: -1e300 } }],
    ['that do not say when they were made', { claims: { iat: undefined } }],
    ['whose subject is a list', { claims: { sub: ['alice'] } }],
    ['whose subject is a number', { claims: { sub: 1 } }],
    ['whose subject is empty', { claims: { sub: '' } }],
    ['whose subject holds a NUL', { claims: { sub: 'alice\0' } }],
    ['whose subject holds half a character', { claims: { sub: 'alice\ud800' } }],
    ['whose subject is very long', { claims: { sub: 'a'.repeat(501) } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['of the type of id tokens', { header: { typ: 'JWT' } }],
    ['of no type', { header: { typ: undefined } }],
    ['of the type of DPoP proofs', { header: { typ: 'dpop+jwt' } }],
    ['under a key id that leads elsewhere', { header: { kid: '../../keys' } }],
    ["under a key id that is JavaScript's", { header: { kid: '__proto__' } }],
  ])('are refused: %s', async (_, changes) => {
    await expectRefusedLogin('ours', await ours.sign(changes));
  });

  it('are refused when their issuer is not spelt as it is configured', async () => {
    const { port, url } = ours;
    for (const iss of [`${url}/`, [url], `http://localhost:${port}`, url.toUpperCase(), ` ${url}`, undefined])
      await expectRefused(await ours.sign({ claims: { iss } }));
  });

  it('are refused as bearer tokens like as credentials', async () => {
    await expectRefused(await ours.sign({ claims: { aud: 'https://elsewhere.example' } }));
    await expectRefused(await ours.sign({ claims: { exp: seconds() } }));
    await expectRefused(await ours.sign({ claims: { iss: `${ours.url}/` } }));
  });

  describe('of several types', () => {
    const types: [string, string, TokenChanges, status: number][] = [
      ['access token', 'plain', { header: { typ: 'JWT' } }, 200],
      ['access token without a type', 'plain', { header: { typ: undefined } }, 200],
      ['access token by RFC 9068', 'plain', {}, 401],
      ['id token by its nonce', 'plain', { header: { typ: 'JWT' }, claims: { nonce: 'n' } }, 401],
      ['id token by its hash', 'plain', { header: { typ: 'JWT' }, claims: { at_hash: 'h' } }, 401],
      ['id token by its word', 'plain', { header: { typ: 'JWT' }, claims: { typ: 'ID' } }, 401],
      ['id token', 'ids', { header: { typ: 'JWT' }, claims: { aud: 'client', nonce: 'n' } }, 200],
      [
        'id token for us among others',
        'ids',
        { header: { typ: 'JWT' }, claims: { aud: ['client', 'x'], azp: 'client' } },
        200,
      ],
      [
        'id token for a client that is not named',
        'ids',
        { header: { typ: 'JWT' }, claims: { aud: ['client', 'x'] } },
        401,
      ],
      [
        'id token for another client',
        'ids',
        { header: { typ: 'JWT' }, claims: { aud: ['client', 'x'], azp: 'x' } },
        401,
      ],
      ['logout token', 'ids', { header: { typ: 'JWT' }, claims: { aud: 'client', events: {} } }, 401],
      ['access token by its scope', 'ids', { header: { typ: 'JWT' }, claims: { aud: 'client', scope: 'a' } }, 401],
      ['access token by its type', 'ids', { claims: { aud: 'client' } }, 401],
    ];

    it.each(types)('are told apart: %s to %s', async (_, method, changes, status) => {
      expect((await exchange(anybody, method, await ours.sign(changes))).status).toBe(status);
    });
  });

  it('may be large, up to a bound', async () => {
    const groups = Array.from({ length: 200 }, (_, index) => `group-${index}-of-a-large-company`);
    expect((await exchange(anybody, 'ours', await ours.sign({ claims: { groups } }))).status).toBe(200);
    const tooMany = await ours.sign({ claims: { groups: [...groups, ...groups, ...groups] } });
    expect(await exchange(anybody, 'ours', tooMany)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/credentials/token' }] },
    });
  });

  it('do nothing once their agent is disabled or unlinked', async () => {
    const id = await agent('carl', [ours]);
    const token = await ours.sign({ claims: { sub: 'carl' } });
    expect((await whoAmI(anybody, token)).status).toBe(200);
    await admin.post(`/api/v1/agents/${id}/disable`);
    await expectRefused(token);
    await admin.post(`/api/v1/agents/${id}/enable`);
    await admin.patch(`/api/v1/agents/${id}`, { identities: [] }, { 'if-match': '*' });
    await expectRefused(token);
  });

  it.each([
    [{ issuer: 'http://idp.example' }, '/settings/issuer'],
    [{ issuer: 'https://user:word@idp.example' }, '/settings/issuer'],
    [{ issuer: 'https://idp.example/?tenant=1' }, '/settings/issuer'],
    [{ issuer: 'https://idp.example/#a' }, '/settings/issuer'],
    [{ issuer: 'idp.example' }, '/settings/issuer'],
    [{ issuer: 'https://127.0.0.1.evil.example@idp.example' }, '/settings/issuer'],
    [{ issuer: 'http://localhost.evil.example' }, '/settings/issuer'],
    [{ issuer: ['https://idp.example'] }, '/settings/issuer'],
    [{ audiences: [] }, '/settings/audiences'],
    [{ audiences: undefined }, '/settings/audiences'],
    [{ audiences: [''] }, '/settings/audiences'],
    [{ algorithms: ['HS256'] }, '/settings/algorithms'],
    [{ algorithms: ['none'] }, '/settings/algorithms'],
    [{ algorithms: [] }, '/settings/algorithms'],
    [{ tokenTypes: ['refresh_token'] }, '/settings/tokenTypes'],
    [{ authorizedParties: [] }, '/settings/authorizedParties'],
    [{ clockSkewSeconds: 121 }, '/settings/clockSkewSeconds'],
    [{ clockSkewSeconds: null }, '/settings/clockSkewSeconds'],
    [{ jwksUri: 'http://idp.example/keys' }, '/settings/jwksUri'],
    [{ jwksUri: 'file:///etc/passwd' }, '/settings/jwksUri'],
    [{ subjectClaim: 'a b' }, '/settings/subjectClaim'],
    [{ clientSecret: 'unknown' }, '/settings/clientSecret'],
  ])('are not configured by %j', async (settings, pointer) => {
    const reply = await configureIssuer(admin, ours, { name: 'flawed', settings });
    expect([reply.status, reply.body.code, reply.body.errors?.[0].pointer]).toEqual([
      400,
      'VALIDATION_FAILED',
      pointer,
    ]);
  });
});
