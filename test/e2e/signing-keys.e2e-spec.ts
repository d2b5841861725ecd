import { randomBytes } from 'node:crypto';
import { createRemoteJWKSet, type JWTVerifyOptions, jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { SigningKeyPairs } from '../../src/auth/tokens/signing-key-pairs.js';
import { SigningKeyRotation } from '../../src/auth/tokens/signing-key-rotation.js';
import { SigningKeys } from '../../src/auth/tokens/signing-keys.js';
import { SigningKeysRepository } from '../../src/auth/tokens/signing-keys.repository.js';
import { Clock } from '../../src/common/clock.js';
import { ChangeFeed } from '../../src/database/index.js';
import { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';
import { TokenForge } from '../support/token-forge.js';

const JWKS = '/.well-known/jwks.json';

const kidOf = (token: string) => jsonwebtoken.decode(token, { complete: true })?.header.kid ?? '';

describe('signing keys', () => {
  let here: TestRegistry;
  let there: TestRegistry;

  beforeAll(async () => {
    here = await startTestRegistry();
    there = await startTestRegistry({ variables: { DATABASE_URL: here.databaseUrl } });
  });
  /** Every story begins with a current and a next key that both instances know. */
  beforeEach(async () => {
    await at(here).rotation.rotateCompromised();
    const kids = (await rows()).map((it) => it.kid);
    await eventually(async () => expect(await published(there)).toEqual(kids));
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await there.close();
    await here.close();
  });

  const at = ({ app }: TestRegistry) => ({
    rotation: app.get(SigningKeyRotation),
    keys: app.get(SigningKeys, { strict: false }),
    repository: app.get(SigningKeysRepository, { strict: false }),
    pairs: app.get(SigningKeyPairs, { strict: false }),
    feed: app.get(ChangeFeed),
    clock: app.get(Clock),
  });
  const login = async ({ url }: TestRegistry) => (await new ApiClient(url).login()).token ?? '';
  const status = async ({ url }: TestRegistry, token: string) =>
    (await new ApiClient(url, token).get('/api/v1/auth/me')).status;
  const published = async ({ url }: TestRegistry): Promise<string[]> =>
    (await new ApiClient(url).get(JWKS)).body.keys.map((it: { kid: string }) => it.kid);
  /** As if the keys were so many seconds older. */
  const age = (seconds: number) =>
    query(here.databaseUrl, `UPDATE signing_key SET since = since - $1 * interval '1 second'`, [seconds]);
  const rows = () =>
    query<{ kid: string; status: string; sealed: boolean }>(
      here.databaseUrl,
      'SELECT kid, status, sealed_private_key IS NOT NULL AS sealed FROM signing_key ORDER BY kid',
    );

  describe('in public', () => {
    it('show their public members alone, with the key that signs next', async () => {
      const { headers, body } = await new ApiClient(here.url).get(JWKS);
      expect(headers.get('cache-control')).toBe('public, max-age=300');
      expect(body).toEqual({
        keys: (await rows()).map(({ kid }) => ({
          ...{ kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String), kid, use: 'sig', alg: 'ES256' },
        })),
      });
      expect(body.keys).toHaveLength(2);
    });

    it('are not sent again to who has them', async () => {
      const etag = (await new ApiClient(here.url).get(JWKS)).headers.get('etag') ?? '';
      const again = await new ApiClient(there.url).get(JWKS, { 'if-none-match': etag });
      expect([again.status, again.body, again.headers.get('cache-control')]).toEqual([304, '', 'public, max-age=300']);
      await at(here).rotation.rotateCompromised();
      expect((await new ApiClient(here.url).get(JWKS, { 'if-none-match': etag })).status).toBe(200);
    });

    it('are all that a verifier elsewhere needs', async () => {
      const token = await login(here);
      const { payload, protectedHeader } = await verifyElsewhere(token);
      expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: kidOf(token) });
      expect(payload).toMatchObject({ iss: here.url, aud: here.url, jti: expect.any(String) });
      await expect(verifyElsewhere(token, { audience: 'https://elsewhere.example' })).rejects.toThrow('"aud"');
    });

    const verifyElsewhere = (token: string, options: JWTVerifyOptions = {}) => {
      const keys = createRemoteJWKSet(new URL(here.url + JWKS));
      return jwtVerify(token, keys, { issuer: here.url, audience: here.url, typ: 'at+jwt', ...options });
    };
  });

  describe('when they are rotated', () => {
    it('fail nobody: the next key signs, and the one before verifies on', async () => {
      const [current, next] = (await rows()).map((it) => it.kid);
      const before = await login(here);
      await age(300);
      expect(await at(here).rotation.rotate()).toMatchObject({ changed: true });
      const after = await login(here);
      expect([kidOf(before), kidOf(after)]).toEqual([current, next]);
      for (const registry of [here, there])
        expect([await status(registry, before), await status(registry, after)]).toEqual([200, 200]);
      await eventually(async () => expect(kidOf(await login(there))).toBe(next));
      await eventually(async () => expect(await published(there)).toHaveLength(3));
    });

    it('leave no private key of what is retired, and a next key', async () => {
      await age(300);
      await at(here).rotation.rotate();
      expect(await rows()).toMatchObject([
        { status: 'retired', sealed: false },
        { status: 'current', sealed: true },
        { status: 'next', sealed: true },
      ]);
    });

    it('wait until every verifier may know the next one', async () => {
      await age(299);
      const { since } = (await at(here).repository.all()).find((it) => it.status === 'next') ?? {};
      const possibleAt = new Date((since?.getTime() ?? 0) + 300_000);
      expect(await at(here).rotation.rotate()).toEqual({ changed: false, possibleAt });
      expect(await rows()).toHaveLength(2);
    });

    it('are rotated once, however many instances find that it is time', async () => {
      await age(30 * 86_400);
      const instances = [here, there].map((it) => at(it).rotation);
      await Promise.all([...instances, ...instances, ...instances].map((it) => it.rotateWhenDue()));
      expect((await rows()).map((it) => it.status)).toEqual(['retired', 'current', 'next']);
      const audit = await new ApiClient(here.url, await login(here)).get('/api/v1/audit?action=signing_keys.rotated');
      const [previous, current, next] = (await rows()).map((it) => it.kid);
      expect(audit.body.data.filter((it: { reason: string }) => it.reason === 'schedule')).toEqual([
        expect.objectContaining({
          subject: { type: 'signing_key', id: current },
          before: { current: previous, next: current },
          after: { current, next },
        }),
      ]);
    });

    it('are rotated by an instance that starts, too: it may not live for an hour', async () => {
      await age(30 * 86_400);
      await at(there).rotation.ensureKeys();
      expect((await rows()).map((it) => it.status)).toEqual(['retired', 'current', 'next']);
    });

    it('are left alone before it is time', async () => {
      await age(30 * 86_400 - 60);
      await at(here).rotation.rotateWhenDue();
      expect(await rows()).toHaveLength(2);
    });

    it('are forgotten once the last of their tokens is over', async () => {
      const token = await login(here);
      const { clock, rotation } = at(here);
      await age(300);
      await rotation.rotate();
      const end = Number((jsonwebtoken.decode(token) as { exp: number }).exp) * 1000;
      const now = jest.spyOn(clock, 'now').mockReturnValue(new Date(end));
      await rotation.forgetExpired();
      expect(await rows()).toHaveLength(3);
      now.mockReturnValue(new Date(end + 600_000));
      await rotation.forgetExpired();
      expect((await rows()).map((it) => it.status)).toEqual(['current', 'next']);
      now.mockRestore();
      expect(await status(here, token)).toBe(401);
      await eventually(async () => expect(await status(there, token)).toBe(401));
    });
  });

  describe('when they are compromised', () => {
    it('verify nothing any more, not even what was verified before', async () => {
      const retired = await login(here);
      await age(300);
      await at(here).rotation.rotate();
      const current = await login(here);
      const both = (registry: TestRegistry) => Promise.all([retired, current].map((it) => status(registry, it)));
      expect([await both(here), await both(there)]).toEqual([
        [200, 200],
        [200, 200],
      ]);
      await at(here).rotation.rotateCompromised();
      expect(await both(here)).toEqual([401, 401]);
      await eventually(async () => expect(await both(there)).toEqual([401, 401]), 1000);
      expect(await status(there, await login(here))).toBe(200);
    });
  });

  describe('on an instance that has not heard', () => {
    /** A token signed by the current key of the database, of which nobody has been told. */
    async function newsless(): Promise<string> {
      const token = await login(here);
      expect(await status(there, token)).toBe(200);
      jest.spyOn(at(here).feed, 'announce').mockResolvedValue();
      await at(here).rotation.rotateCompromised();
      await at(here).rotation.rotateCompromised();
      const current = (await at(here).repository.all()).find((it) => it.status === 'current');
      if (!current) throw new Error('There is no current key');
      const forge = TokenForge.from(token, at(here).pairs.privateKey(current));
      return forge.with({ header: { kid: current.kid } }).sign();
    }

    it('are looked up when a token names one that is unknown', async () => {
      expect(await status(there, await newsless())).toBe(200);
    });

    it('are looked up once a second at most, however many unknown ones are named', async () => {
      const token = await newsless();
      const forge = TokenForge.from(token, (await at(here).keys.signing()).key);
      const garbage = Array.from({ length: 30 }, () => forge.with({ header: { kid: randomBytes(8).toString('hex') } }));
      const now = jest.spyOn(at(there).clock, 'now').mockReturnValue(new Date());
      const asked = jest.spyOn(at(there).repository, 'all');
      expect(new Set(await Promise.all(garbage.map((it) => status(there, it.sign()))))).toEqual(new Set([401]));
      expect(await status(there, token)).toBe(200);
      expect(asked).toHaveBeenCalledTimes(1);
      now.mockReturnValue(new Date(Date.now() + 2000));
      expect(await status(there, garbage[0]?.sign() ?? '')).toBe(401);
      expect(asked).toHaveBeenCalledTimes(2);
    });

    it('are read anew for every token while the feed is cut', async () => {
      const token = await login(here);
      expect(await status(there, token)).toBe(200);
      jest.spyOn(at(there).feed, 'live', 'get').mockReturnValue(false);
      jest.spyOn(at(here).feed, 'announce').mockResolvedValue();
      await at(here).rotation.rotateCompromised();
      expect(await status(there, token)).toBe(401);
    });
  });
});
