import { createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { JWS_ALGORITHMS } from '../../src/auth/jws/jws-algorithm.js';
import { verifyJws } from '../../src/auth/jws/verify-jws.js';
import { accessTokenHeader } from '../../src/auth/tokens/access-token-header.js';
import { AccessTokenStrategy } from '../../src/auth/tokens/access-token.strategy.js';
import type { Issuer } from '../../src/auth/tokens/issuer.js';
import type { SigningKeys } from '../../src/auth/tokens/signing-keys.js';
import { type JwsVector, jwsVectors } from '../support/wycheproof.js';

const ISSUER = 'https://registry.example.com';

/** The verifier of the guard, with this key installed under any id. */
function guardWith(key: KeyObject): AccessTokenStrategy {
  const keys = { verifying: () => Promise.resolve(key) };
  return new AccessTokenStrategy(keys as unknown as SigningKeys, { url: ISSUER } as Issuer);
}

const keyOf = ({ key }: JwsVector) => createPublicKey({ key: key as JsonWebKey, format: 'jwk' });
const describeVector = ({ id, comment }: JwsVector) => `${id} ${comment}`;
const isEcdsa = ({ key: { kty, alg } }: JwsVector) => kty === 'EC' && alg === 'ES256';

async function accepted(vectors: readonly JwsVector[], accepts: (vector: JwsVector) => Promise<boolean> | boolean) {
  const results = await Promise.all(vectors.map(async (it) => ((await accepts(it)) ? [describeVector(it)] : [])));
  return results.flat();
}

const vectors = jwsVectors();

if (vectors) {
  describe('the JWS vectors of Project Wycheproof', () => {
    const valid = vectors.filter((it) => it.valid);
    const invalid = vectors.filter((it) => !it.valid);
    const verifies = async ({ jws, key }: JwsVector) =>
      (await verifyJws(jws, key, { algorithms: JWS_ALGORITHMS, typ: [undefined] })) !== undefined;

    it('are many', () => {
      expect([valid.length > 20, invalid.length > 300]).toEqual([true, true]);
    });

    it('that are invalid are refused by the check of what others sign', async () => {
      expect(await accepted(invalid, verifies)).toEqual([]);
    });

    it('that are valid are accepted by it, but for empty payloads and keys meant for another algorithm', async () => {
      const unsupported = ({ jws, key }: JwsVector) =>
        jws.includes('..') || (key.alg !== undefined && key.alg !== decodeProtectedHeader(jws).alg);
      const expected = valid.filter((it) => !unsupported(it)).map(describeVector);
      expect(await accepted(valid, verifies)).toEqual(expected);
      expect(expected.length).toBeGreaterThan(15);
    });

    it('are all refused by the guard, the valid ones because they are no access tokens', async () => {
      const opens = async (it: JwsVector) => (await guardWith(keyOf(it)).verify(it.jws)) !== undefined;
      expect(await accepted(vectors, opens)).toEqual([]);
    });

    it('for ES256 are told apart by the library beneath the guard', async () => {
      const verify = (it: JwsVector) => {
        try {
          jsonwebtoken.verify(it.jws, keyOf(it), { algorithms: ['ES256'] });
          return true;
        } catch {
          return false;
        }
      };
      const ours = vectors.filter(isEcdsa);
      expect(await accepted(ours, verify)).toEqual(ours.filter((it) => it.valid).map(describeVector));
    });
  });
} else {
  describe.skip('the JWS vectors of Project Wycheproof: set WYCHEPROOF_JWS to their file to run them', () => {
    it('are absent', () => undefined);
  });
}

it('the guard that is given the vectors accepts an access token by its key', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const claims = { iss: ISSUER, aud: ISSUER, sub: 'a', client_id: 'a', jti: 'b', epoch: 0, exp: 1 };
  const token = jsonwebtoken.sign(claims, privateKey, { algorithm: 'ES256', header: accessTokenHeader('k') });
  expect(await guardWith(publicKey).verify(token)).toMatchObject(claims);
});
