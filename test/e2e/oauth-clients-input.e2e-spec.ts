import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { newOpaqueToken } from '../../src/common/crypto/opaque-token.js';
import { type ClientKey, newClientKey } from '../support/client-keys.js';
import { ClientStory, withKeys } from '../support/client-story.js';

describe('OAuth clients from bad input', () => {
  let story: ClientStory;
  let key: ClientKey;

  beforeAll(async () => {
    story = await ClientStory.start();
    key = await newClientKey();
  });
  afterAll(() => story.close());

  it.each([
    [{ expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    [{ expiresAt: 'tomorrow' }, '/expiresAt'],
    [{ permissions: ['everything'] }, '/permissions'],
    [{ permissions: ['tool:raed'] }, '/permissions/0'],
    [{ allowedAddresses: [] }, '/allowedAddresses'],
    [{ allowedAddresses: ['10.0.0.0/33'] }, '/allowedAddresses'],
    [{ allowedAddresses: ['example.com'] }, '/allowedAddresses'],
    [{ authentication: 'none' }, '/authentication'],
    [{ authentication: 'private_key_jwt' }, '/jwks'],
    [{ jwks: { keys: [] } }, '/jwks/keys'],
    [{ jwks: 'x' }, '/jwks'],
    [{ jwks: null }, '/jwks'],
    [{ authentication: 'private_key_jwt', jwks: [] }, '/jwks'],
    [{ authentication: 'private_key_jwt', jwks: [[]] }, '/jwks'],
    [{ name: '' }, '/name'],
    [{ secretHmac: 'x' }, '/secretHmac'],
    [{ id: randomUUID() }, '/id'],
  ])('are not made from %j', async (flaw, pointer) => {
    const { clients } = await story.newAgent();
    const reply = await story.admin.post(clients, { name: 'c', authentication: 'client_secret', ...flaw });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
    expect((await story.admin.get(clients)).body.data).toEqual([]);
  });

  describe('with keys', () => {
    const jwk = (type: 'rsa' | 'ec' | 'ed25519' | 'ed448' | 'x25519', options: object = {}) =>
      generateKeyPairSync(type as 'rsa', options as { modulusLength: number }).publicKey.export({
        format: 'jwk',
      }) as object;
    const ec = (namedCurve: string) => jwk('ec', { namedCurve });

    it('keep what verifying takes, and ignore what they do not understand', async () => {
      const { clients } = await story.newAgent();
      const { kty, crv, x, y, kid } = key.publicJwk;
      const sent = { ...key.publicJwk, use: 'sig', key_ops: ['verify'], ext: true, x5u: 'https://example.com/' };
      const reply = await story.admin.post(clients, { name: 'c', ...withKeys(sent) });
      expect([reply.status, reply.body.jwks]).toEqual([201, { keys: [{ kid, kty, crv, x, y }] }]);
      expect(reply.body).not.toHaveProperty('clientSecret');
      expect((await story.login(reply.body.id, newOpaqueToken('trs_'))).status).toBe(401);
    });

    it.each<[string, () => Promise<object> | object, string]>([
      ['a private EC key', async () => (await newClientKey()).privateJwk, '/jwks/keys/0/d'],
      ['a private RSA key', async () => (await newClientKey('RS256')).privateJwk, '/jwks/keys/0/d'],
      ['primes of an RSA key', () => ({ ...jwk('rsa', { modulusLength: 2048 }), p: 'AQAB' }), '/jwks/keys/0/p'],
      ['a private key without value', () => ({ ...ec('P-256'), d: null }), '/jwks/keys/0/d'],
      ['a symmetric key', () => ({ kty: 'oct', k: 'c2VjcmV0' }), '/jwks/keys/0/k'],
      ['a short RSA key', () => jwk('rsa', { modulusLength: 1024 }), '/jwks/keys/0'],
      ['an RSA key with exponent 1', () => ({ ...jwk('rsa', { modulusLength: 2048 }), e: 'AQ' }), '/jwks/keys/0'],
      ['a huge RSA key', () => ({ kty: 'RSA', e: 'AQAB', n: 'f'.repeat(20_000) }), '/jwks/keys/0'],
      ['a key on secp256k1', () => ec('secp256k1'), '/jwks/keys/0'],
      ['a key on P-521', () => ec('P-521'), '/jwks/keys/0'],
      ['a key on Ed448', () => jwk('ed448'), '/jwks/keys/0'],
      ['a key for agreement', () => jwk('x25519'), '/jwks/keys/0'],
      [
        'a point beside its curve',
        () => ({ ...ec('P-256'), y: Buffer.alloc(32, 7).toString('base64url') }),
        '/jwks/keys/0',
      ],
      ['a key for encryption', () => ({ ...ec('P-256'), use: 'enc' }), '/jwks/keys/0'],
      ['a key for ES256K', () => ({ ...ec('P-256'), alg: 'ES256K' }), '/jwks/keys/0'],
      ['a key for another algorithm', () => ({ ...ec('P-256'), alg: 'RS256' }), '/jwks/keys/0'],
      ['a key of no type', () => ({}), '/jwks/keys/0'],
      ['a key of numbers', () => ({ kty: 'EC', crv: 'P-256', x: 1, y: 2 }), '/jwks/keys/0'],
      ['no kid', () => ({ ...ec('P-256'), kid: undefined }), '/jwks/keys/0/kid'],
      ['an empty kid', () => ({ ...ec('P-256'), kid: '' }), '/jwks/keys/0/kid'],
      ['a kid that is no text', () => ({ ...ec('P-256'), kid: 1 }), '/jwks/keys/0/kid'],
    ])('are not made from %s', async (_, sent, pointer) => {
      const { clients } = await story.newAgent();
      const reply = await story.admin.post(clients, { name: 'c', ...withKeys({ kid: '1', ...(await sent()) }) });
      expect([reply.status, reply.body.errors?.[0].pointer]).toEqual([400, pointer]);
      expect((await story.admin.get(clients)).body.data).toEqual([]);
    });

    it('have five keys at most, each with a kid of its own', async () => {
      const { clients } = await story.newAgent();
      const { publicJwk } = key;
      const six = Array.from({ length: 6 }, (_, kid) => ({ ...publicJwk, kid: `${kid}` }));
      const tooMany = await story.admin.post(clients, { name: 'c', ...withKeys(...six) });
      expect([tooMany.status, tooMany.body.errors[0].pointer]).toEqual([400, '/jwks/keys']);
      const twice = await story.admin.post(clients, {
        name: 'c',
        ...withKeys(publicJwk, (await newClientKey()).publicJwk, publicJwk),
      });
      expect(twice.body.errors[0]).toMatchObject({ pointer: '/jwks/keys/2/kid', code: 'KEY_ID_REPEATED' });
    });
  });

  describe('changed', () => {
    it('lose their tokens with a permission, an address or a key, and with nothing else', async () => {
      const { clients } = await story.newAgent();
      const client = await story.newClient(story.admin, clients, { permissions: ['self:read', 'tool:read'] });
      const change = async (patch: object) => {
        const token = await story.tokenOf(client);
        expect((await story.admin.patch(client.path, patch, { 'if-match': '*' })).status).toBe(200);
        return (await story.me(token)).status;
      };
      expect(await change({ name: 'renamed' })).toBe(200);
      expect(await change({ permissions: ['self:read', 'tool:read', 'tool:invoke'] })).toBe(200);
      expect(await change({ permissions: ['tool:invoke', 'self:read'] })).toBe(401);
      expect(await change({ permissions: null })).toBe(200);
      expect(await change({ permissions: ['*'] })).toBe(401);
      expect(await change({ allowedAddresses: ['127.0.0.0/8', '::1'] })).toBe(401);
      expect(await change({ allowedAddresses: ['127.0.0.1', '::1'] })).toBe(401);
      expect(await change({ allowedAddresses: ['127.0.0.0/8', '::/0'] })).toBe(200);
      expect(await change({ allowedAddresses: null })).toBe(200);
    });

    it('are read first', async () => {
      const { clients } = await story.newAgent();
      const { path } = await story.newClient(story.admin, clients);
      expect((await story.admin.patch(path, { name: 'x' })).status).toBe(428);
      expect((await story.admin.patch(path, { name: 'x' }, { 'if-match': '"2"' })).status).toBe(412);
      const reply = await story.admin.patch(path, { name: 'x' }, { 'if-match': '"1"' });
      expect([reply.status, reply.headers.get('etag')]).toEqual([200, '"2"']);
      expect((await story.admin.get(path)).body).toEqual(reply.body);
    });

    it.each([
      ['agentId', randomUUID()],
      ['authentication', 'private_key_jwt'],
      ['secretHint', 'x'],
      ['secretHmac', 'x'],
      ['tokenEpoch', 7],
      ['expiresAt', null],
      ['revokedAt', null],
      ['revision', 9],
      ['id', randomUUID()],
    ])('do not let %s be written', async (member, value) => {
      const { clients } = await story.newAgent();
      const { path } = await story.newClient(story.admin, clients);
      const reply = await story.admin.patch(path, { [member]: value }, { 'if-match': '*' });
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, `/${member}`]);
    });

    it('get no keys in place of a secret', async () => {
      const { clients } = await story.newAgent();
      const { path } = await story.newClient(story.admin, clients);
      const reply = await story.admin.patch(path, { jwks: { keys: [key.publicJwk] } }, { 'if-match': '*' });
      expect([reply.body.code, reply.body.errors[0].pointer]).toEqual(['WRONG_CLIENT_AUTHENTICATION', '/jwks']);
    });
  });
});
