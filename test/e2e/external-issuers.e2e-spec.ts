import { randomUUID } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { configureIssuer, exchange, reachable, whoAmI } from '../support/external-login.js';
import { type IssuerKey, json, newIssuerKey, startIssuer, type TestIssuer } from '../support/issuer.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const UNAVAILABLE = { status: 503, body: { code: 'AUTH_METHOD_UNAVAILABLE' } };
const REFUSED = { status: 401, body: { code: 'INVALID_CREDENTIALS' } };

describe('issuers of tokens', () => {
  let registry: TestRegistry;
  let issuer: TestIssuer;
  let neighbour: TestIssuer;
  let unreachable: TestIssuer;
  let anybody: ApiClient;
  let ahead = 0;

  const later = (milliseconds: number) => (ahead += milliseconds);
  const now = () => Math.floor((Date.now() + ahead) / SECOND);
  const tokenOf = (from: TestIssuer, key?: IssuerKey, kid?: string) => {
    const changes = { claims: { iat: now(), exp: now() + 600 }, ...(kid !== undefined && { header: { kid } }) };
    return from.sign({ ...changes, ...(key && { key }) });
  };
  const logIn = async (key?: IssuerKey, kid?: string): Promise<ApiReply> =>
    exchange(anybody, 'issuer', await tokenOf(issuer, key, kid));

  beforeAll(async () => {
    [issuer, neighbour, unreachable] = await Promise.all([startIssuer(), startIssuer(), startIssuer()]);
    registry = await startTestRegistry({
      variables: { ...reachable(issuer, neighbour), OUTBOUND_TIMEOUT_MS: '300' },
    });
    anybody = new ApiClient(registry.url);
    const admin = await anybody.login();
    const all = { issuer, neighbour, unreachable };
    for (const [name, it] of Object.entries(all)) await configureIssuer(admin, it, { name });
    const identities = Object.values(all).map(({ url }) => ({ issuer: url, subject: 'alice' }));
    await admin.post('/api/v1/agents', { name: 'alice', type: 'user', permissions: ['self:read'], identities });
    jest.spyOn(registry.app.get(Clock), 'now').mockImplementation(() => new Date(Date.now() + ahead));
  });

  beforeEach(() => {
    later(11 * MINUTE);
    issuer.serve = undefined;
    issuer.keys = [issuer.key.jwk];
    issuer.discovery = { issuer: issuer.url, jwks_uri: `${issuer.url}/keys` };
  });

  afterAll(async () => {
    await registry.close();
    await Promise.all([issuer.close(), neighbour.close(), unreachable.close()]);
  });

  const askedFor = async (work: () => Promise<unknown>): Promise<string[]> => {
    const before = issuer.asked().length;
    await work();
    return issuer.asked().slice(before);
  };

  const DISCOVERY = '/.well-known/openid-configuration';

  it('are asked once, however many log in at the same time', async () => {
    const asked = await askedFor(async () => {
      const replies = await Promise.all(Array.from({ length: 20 }, () => logIn()));
      expect(replies.map((it) => it.status)).toEqual(replies.map(() => 200));
    });
    expect(asked).toEqual([DISCOVERY, '/keys']);
    expect(await askedFor(() => logIn())).toEqual([]);
  });

  it('are asked once while 50 tokens name keys that do not exist', async () => {
    await logIn();
    later(31 * SECOND);
    const asked = await askedFor(async () => {
      const replies = await Promise.all(Array.from({ length: 50 }, () => logIn(undefined, randomUUID())));
      for (const it of replies) expect(it).toMatchObject(REFUSED);
    });
    expect(asked).toEqual([DISCOVERY, '/keys']);
    expect((await logIn()).status).toBe(200);
  });

  it('are not asked about tokens that name another issuer', async () => {
    const token = await neighbour.sign({ claims: { iss: 'https://elsewhere.example' } });
    expect(await askedFor(() => whoAmI(anybody, token))).toEqual([]);
    expect(await askedFor(async () => whoAmI(anybody, await tokenOf(neighbour)))).toEqual([]);
  });

  it('may change their keys', async () => {
    expect((await logIn()).status).toBe(200);
    const second = await newIssuerKey('second');
    issuer.keys = [second.jwk];
    expect(await logIn(second)).toMatchObject(REFUSED);
    expect((await logIn()).status).toBe(200);
    later(31 * SECOND);
    expect((await logIn(second)).status).toBe(200);
    expect(await logIn()).toMatchObject(REFUSED);
  });

  it('that withdraw a key are obeyed within ten minutes', async () => {
    expect((await logIn()).status).toBe(200);
    issuer.keys = [];
    later(10 * MINUTE);
    expect(await logIn()).toMatchObject(REFUSED);
  });

  it('may publish keys of no use beside good ones', async () => {
    const [rsa, lone] = [await newIssuerKey(issuer.key.kid, 'RS256'), await newIssuerKey('lone')];
    const secret = { ...lone.privateKey.export({ format: 'jwk' }), kid: 'lone' };
    const rubbish = [null, 'text', [], {}, { kty: 'oct', k: 'AAAA', kid: 'first' }, { kty: 'EC', kid: 'first' }];
    issuer.keys = [...rubbish, secret, rsa.jwk, issuer.key.jwk] as never[];
    expect((await logIn()).status).toBe(200);
    expect(await logIn(lone)).toMatchObject(REFUSED);
  });

  it('that publish two keys under one name are not guessed about', async () => {
    issuer.keys = [issuer.key.jwk, (await newIssuerKey(issuer.key.kid)).jwk];
    expect(await logIn()).toMatchObject(REFUSED);
  });

  it('may be described by RFC 8414 alone', async () => {
    issuer.serve = (request, reply) => {
      if (request.url === '/.well-known/oauth-authorization-server') json(reply, issuer.discovery);
      else if (request.url === '/keys') json(reply, { keys: issuer.keys }, 'application/jwk-set+json; charset=utf-8');
      else reply.writeHead(404).end();
    };
    expect((await logIn()).status).toBe(200);
  });

  const html = 'text/html; charset=utf-8';
  /** All that is asked of an issuer in one answer: whoever overlooks what is wrong with it would be content. */
  const everything = () => ({ ...issuer.discovery, keys: issuer.keys });
  const discovery = (change: object) => () => void (issuer.discovery = { ...issuer.discovery, ...change });
  const keys = (value: unknown) => () => void (issuer.keys = value as never[]);
  const answering = (serve: TestIssuer['serve']) => () => void (issuer.serve = serve);

  it.each<[string, () => void]>([
    ['do not answer', answering(() => undefined)],
    ['break off', answering((_, reply) => reply.destroy())],
    ['fail', answering((_, reply) => void json(Object.assign(reply, { statusCode: 500 }), everything()))],
    ['deny', answering((_, reply) => void json(Object.assign(reply, { statusCode: 403 }), everything()))],
    ['know nothing', answering((_, reply) => void reply.writeHead(404).end())],
    [
      'send elsewhere',
      answering(({ url }, reply) => {
        if (url === '/moved') json(reply, everything());
        else reply.writeHead(302, { location: '/moved' }).end();
      }),
    ],
    ['answer a page', answering((_, reply) => json(reply, everything(), html))],
    ['answer no JSON', answering((_, reply) => void reply.setHeader('content-type', 'application/json').end('{"a'))],
    ['answer a list', answering((_, reply) => json(reply, [everything()]))],
    ['answer too much', answering((_, reply) => json(reply, { ...everything(), more: 'x'.repeat(300_000) }))],
    ['say they are somebody else', discovery({ issuer: 'https://elsewhere.example' })],
    ['say they have a slash more', () => discovery({ issuer: `${issuer.url}/` })()],
    ['say nothing of themselves', discovery({ issuer: undefined })],
    ['say nothing of keys', discovery({ jwks_uri: undefined })],
    ['keep their keys in a file', discovery({ jwks_uri: 'file:///etc/passwd' })],
    ['keep their keys where anybody can change them', discovery({ jwks_uri: 'http://idp.example/keys' })],
    ['keep their keys at a private address', discovery({ jwks_uri: 'https://10.0.0.1/keys' })],
    ['keep their keys behind a port that is not allowed', () => discovery({ jwks_uri: `${unreachable.url}/keys` })()],
    ['publish no list of keys', keys({ first: true })],
    ['publish too many keys', () => keys(Array.from({ length: 101 }, () => issuer.key.jwk))()],
  ])('that %s refuse for now, and hinder no other', async (_, spoil) => {
    spoil();
    const [token, good] = [await tokenOf(issuer), await tokenOf(neighbour)];
    const [exchanged, presented, elsewhere] = await Promise.all([
      exchange(anybody, 'issuer', token),
      whoAmI(anybody, token),
      whoAmI(anybody, good),
    ]);
    expect(exchanged).toMatchObject(UNAVAILABLE);
    expect(presented).toMatchObject(UNAVAILABLE);
    expect(elsewhere.status).toBe(200);
  });

  it('that failed are left alone for five seconds, then asked again', async () => {
    issuer.serve = (_, reply) => void reply.writeHead(503).end();
    expect(await logIn()).toMatchObject(UNAVAILABLE);
    issuer.serve = undefined;
    expect(await askedFor(async () => expect(await logIn()).toMatchObject(UNAVAILABLE))).toEqual([]);
    later(6 * SECOND);
    expect((await logIn()).status).toBe(200);
  });

  it('that fail while a new key is looked for still vouch by the keys that are known', async () => {
    await logIn();
    later(31 * SECOND);
    issuer.serve = (_, reply) => void reply.writeHead(503).end();
    expect(await logIn(await newIssuerKey('second'))).toMatchObject(UNAVAILABLE);
    expect((await logIn()).status).toBe(200);
  });

  it('at a private address are asked only where the operator allows it', async () => {
    expect(await exchange(anybody, 'unreachable', await tokenOf(unreachable))).toMatchObject(UNAVAILABLE);
    expect(unreachable.asked()).toEqual([]);
  });
});
