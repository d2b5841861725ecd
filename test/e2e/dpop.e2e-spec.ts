import { ApiClient } from '../support/api-client.js';
import { boundToken, ProofKey } from '../support/dpop.js';
import { ProvenModule } from '../support/proven.module.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const ME = '/api/v1/auth/me';
const PROVEN = '/api/v1/proven';

describe('DPoP', () => {
  let registry: TestRegistry;
  let replica: TestRegistry;
  let anybody: ApiClient;
  let unbound: string;
  let bound: string;
  let key: ProofKey;
  let thief: ProofKey;

  beforeAll(async () => {
    const extensions = [ProvenModule];
    registry = await startTestRegistry({ extensions });
    replica = await startTestRegistry({ extensions, variables: { DATABASE_URL: registry.databaseUrl } });
    anybody = new ApiClient(registry.url);
    [key, thief] = await Promise.all([ProofKey.make(), ProofKey.make()]);
    unbound = (await anybody.login()).token ?? '';
    bound = await boundToken(registry, unbound, key);
  });
  afterAll(async () => {
    await replica.close();
    await registry.close();
  });

  const urlOf = (path: string) => new URL(path, registry.url).href;
  const forMe = () => ({ method: 'GET', url: urlOf(ME), accessToken: bound });
  const forProven = () => ({ method: 'POST', url: urlOf(PROVEN) });
  const me = (proof: string, token = bound, scheme = 'DPoP') =>
    anybody.get(ME, { authorization: `${scheme} ${token}`, dpop: proof });
  const prove = (proof: string, at = anybody) => at.post(PROVEN, undefined, { dpop: proof });

  it.each(['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256'])('takes proofs signed by %s', async (alg) => {
    const mine = await ProofKey.make(alg);
    const reply = await prove(mine.proof(forProven()));
    expect([reply.status, reply.body]).toEqual([200, { provenKey: mine.thumbprint }]);
  });

  it('opens bound tokens to who holds the key', async () => {
    const reply = await me(key.proof(forMe()));
    expect([reply.status, reply.body.name]).toEqual([200, 'admin']);
  });

  it.each([
    ['a query', (url: string) => `${url}?page=1`],
    ['a fragment', (url: string) => `${url}#top`],
    ['capitals in the scheme', (url: string) => url.replace('http', 'HTTP')],
    ['an escaped letter', (url: string) => url.replace('/me', '/%6De')],
  ])('makes no difference between URLs by %s', async (_, respell) => {
    const { url, ...rest } = forMe();
    expect((await me(key.proof({ ...rest, url: respell(url) }))).status).toBe(200);
  });

  it('proves nothing on its own: no token, no access', async () => {
    const reply = await anybody.get(ME, { dpop: key.proof({ ...forMe() }) });
    expect([reply.status, reply.body.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('may accompany an unbound token, which it must name too', async () => {
    const { method, url } = forMe();
    expect((await me(key.proof({ method, url, accessToken: unbound }), unbound, 'Bearer')).status).toBe(200);
    const other = await me(key.proof({ method, url, accessToken: bound }), unbound, 'Bearer');
    expect([other.status, other.body.code]).toEqual([401, 'INVALID_DPOP_PROOF']);
  });

  describe('schemes', () => {
    it.each([
      ['a bound token as bearer', () => ({ authorization: `Bearer ${bound}` }), 'Bearer'],
      ['an unbound token by DPoP', () => ({ authorization: `DPoP ${unbound}` }), 'DPoP'],
    ])('refuse %s without a proof', async (_, headers, scheme) => {
      const reply = await anybody.get(ME, headers());
      expect(reply.status).toBe(401);
      expect(reply.headers.get('www-authenticate')).toContain(`${scheme} `);
    });

    it('refuse a bound token as bearer, even with a good proof', async () => {
      const reply = await me(key.proof(forMe()), bound, 'Bearer');
      expect([reply.status, reply.body.code]).toEqual([401, 'INVALID_TOKEN']);
    });

    it('refuse an unbound token by DPoP, even with a good proof', async () => {
      const reply = await me(key.proof({ ...forMe(), accessToken: unbound }), unbound);
      expect([reply.status, reply.body.code]).toEqual([401, 'INVALID_TOKEN']);
    });

    it('refuse an API key by DPoP', async () => {
      const { body: admin } = await anybody.as(unbound).get(ME);
      const { body } = await anybody.as(unbound).post(`/api/v1/agents/${admin.agentId}/api-keys`, { name: 'dpop' });
      expect((await anybody.as(body.key).get(ME)).status).toBe(200);
      const reply = await me(key.proof({ ...forMe(), accessToken: body.key }), body.key);
      expect([reply.status, reply.body.code]).toEqual([401, 'INVALID_TOKEN']);
    });

    it('ask for the proof when it is missing', async () => {
      const reply = await anybody.get(ME, { authorization: `DPoP ${bound}` });
      expect([reply.status, reply.body.code]).toEqual([401, 'INVALID_DPOP_PROOF']);
      expect(reply.headers.get('www-authenticate')).toContain(
        'DPoP error="invalid_dpop_proof", algs="ES256 ES384 EdDSA Ed25519 PS256"',
      );
    });
  });

  describe('stolen', () => {
    it('tokens are worth nothing with the proof of another key', async () => {
      const reply = await me(thief.proof(forMe()));
      expect([reply.status, reply.body.code]).toEqual([401, 'INVALID_TOKEN']);
      expect(reply.headers.get('www-authenticate')).toContain('DPoP error="invalid_token"');
    });

    it('proofs are good once, on every instance', async () => {
      const [here, there] = [key.proof(forProven()), key.proof(forProven())];
      const elsewhere = new ApiClient(replica.url);
      expect([(await prove(here)).status, (await prove(here)).status, (await prove(here, elsewhere)).status]).toEqual([
        200, 401, 401,
      ]);
      expect([(await prove(there, elsewhere)).status, (await prove(there)).status]).toEqual([200, 401]);
    });

    it('proofs pass exactly once of fifty at a time', async () => {
      const proof = key.proof(forProven());
      const instances = [anybody, new ApiClient(replica.url)];
      const replies = await Promise.all(Array.from({ length: 50 }, (_, n) => prove(proof, instances[n % 2])));
      const statuses = replies.map((it) => it.status).sort();
      expect(statuses).toEqual([200, ...Array<number>(49).fill(401)]);
    });

    it('proofs for a token endpoint open no resource', async () => {
      const proof = key.proof({ method: 'GET', url: urlOf(ME) });
      expect((await me(proof)).body.detail).toContain('(ath)');
      expect((await me(key.proof(forProven()))).status).toBe(401);
    });

    it('one key may use an identifier that another has used', async () => {
      const claims = { jti: 'same' };
      expect((await prove(key.proof({ ...forProven(), claims }))).status).toBe(200);
      expect((await prove(thief.proof({ ...forProven(), claims }))).status).toBe(200);
      expect((await prove(key.proof({ ...forProven(), claims }))).status).toBe(401);
    });
  });

  it.each(['ü'.repeat(256), '\ud83d\ude00', "'; DROP TABLE used_proof; --", '\u0000', '\ud800'])(
    'takes any text as an identifier, once: %j',
    async (jti) => {
      const proof = key.proof({ ...forProven(), claims: { jti } });
      expect([(await prove(proof)).status, (await prove(proof)).status]).toEqual([200, 401]);
    },
  );

  it('is not asked for where no proof was sent', async () => {
    expect((await anybody.post(PROVEN)).body).toEqual({ provenKey: null });
  });
});
