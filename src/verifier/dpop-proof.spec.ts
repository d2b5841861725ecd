import { ProofKey } from '../../test/support/dpop.js';
import { AGENT, NOW, OPAQUE, TOOL, URL_OF_SERVICE, VerifierWorld } from '../../test/support/verifier-world.js';

const iat = NOW.getTime() / 1000;
const METHOD = 'GET';

describe('a credential that is bound to a key', () => {
  let world: VerifierWorld;
  let key: ProofKey;
  let token: string;

  beforeAll(async () => {
    world = await VerifierWorld.make();
    key = await ProofKey.make();
    token = await world.jwt({ claims: { cnf: { jkt: key.thumbprint } } });
  });

  const proof = (content: object = {}, by = key, claims: object = {}) =>
    by.proof({ method: METHOD, url: URL_OF_SERVICE, accessToken: token, claims: { iat, ...claims }, ...content });
  const request = (dpop?: string | string[], scheme = 'DPoP', presented = token) => ({
    ...{ authorization: `${scheme} ${presented}`, method: METHOD, url: URL_OF_SERVICE, dpop },
  });
  const verify = (...asked: Parameters<typeof request>) => world.verifier().verify(request(...asked));

  it.each(['ES256', 'ES384', 'EdDSA', 'PS256'])('opens with a proof of the key by %s', async (alg) => {
    const other = await ProofKey.make(alg);
    const bound = await world.jwt({ claims: { cnf: { jkt: other.thumbprint } } });
    const dpop = other.proof({ method: METHOD, url: `${URL_OF_SERVICE}?page=2`, accessToken: bound, claims: { iat } });
    const verification = await world.verifier().verify(request(dpop, 'DPoP', bound));
    expect(verification).toMatchObject({ active: true, credential: { boundKey: other.thumbprint } });
  });

  it.each<[string, () => string | string[] | undefined]>([
    ['no proof', () => undefined],
    ['an empty one', () => ''],
    ['several', () => [proof(), proof()]],
    ['one for another method', () => proof({ method: 'POST' })],
    ['one for another URL', () => proof({ url: 'https://other.example.com/stock' })],
    ['one for another path', () => proof({ url: `${URL_OF_SERVICE}/1` })],
    ['one for another token', () => proof({ accessToken: `${token}x` })],
    ['one for no token', () => proof({ accessToken: undefined })],
    ['an old one', () => proof({}, key, { iat: iat - 66 })],
    ['one from the future', () => proof({}, key, { iat: iat + 6 })],
    ['one without a time', () => proof({}, key, { iat: undefined })],
    ['one without a name', () => proof({}, key, { jti: undefined })],
    ['one with an endless name', () => proof({}, key, { jti: 'j'.repeat(257) })],
    ['one whose name is a number', () => proof({}, key, { jti: 7 })],
    ['one of another type', () => proof({ header: { typ: 'JWT' } })],
    ['one that is not signed', () => proof({ header: { alg: 'none' } })],
    ['one that brings no key', () => proof({ header: { jwk: undefined } })],
    ['one that brings its private key', () => proof({ header: { jwk: key.privateKey.export({ format: 'jwk' }) } })],
    ['one that brings a secret', () => proof({ header: { jwk: { kty: 'oct', k: 'c2VjcmV0' }, alg: 'HS256' } })],
    ['one that was tampered with', () => proof().slice(0, -10) + 'AAAAAAAAAA'],
  ])('does not open with %s', async (_, make) => {
    expect(await verify(make())).toEqual({ active: false, reason: 'invalid_dpop_proof' });
  });

  it("does not open with a thief's key, nor as bearer", async () => {
    const thief = await ProofKey.make();
    expect(await verify(proof({}, thief))).toEqual({ active: false, reason: 'invalid_token' });
    expect(await verify(undefined, 'Bearer')).toEqual({ active: false, reason: 'invalid_token' });
    expect(await verify(proof(), 'Bearer')).toEqual({ active: false, reason: 'invalid_token' });
  });

  it('opens once with one proof, however many come at once', async () => {
    const verifier = world.verifier();
    const dpop = proof();
    const all = await Promise.all(Array.from({ length: 20 }, () => verifier.verify(request(dpop))));
    expect(all.filter(({ active }) => active)).toHaveLength(1);
    expect(all.filter((it) => !it.active && it.reason === 'invalid_dpop_proof')).toHaveLength(19);
  });

  it('is good again with a proof that opened nothing, as the registry was away', async () => {
    const verifier = world.verifier();
    const dpop = proof();
    world.answer = () => new Response('', { status: 503 });
    expect(await verifier.verify(request(dpop))).toMatchObject({ reason: 'unavailable' });
    world.answer = undefined;
    expect(await verifier.verify(request(dpop))).toMatchObject({ active: true });
    expect(await verifier.verify(request(dpop))).toEqual({ active: false, reason: 'invalid_dpop_proof' });
  });

  it('opens for nobody rather than forget a proof that could come again', async () => {
    const verifier = world.verifier({ mostProofs: 1 });
    expect(await verifier.verify(request(proof()))).toMatchObject({ active: true });
    expect(await verifier.verify(request(proof()))).toMatchObject({ active: false, reason: 'unavailable' });
  });

  it('another one is not presented with a proof', async () => {
    const unbound = await world.jwt();
    const dpop = proof({ accessToken: unbound });
    expect(await verify(dpop, 'DPoP', unbound)).toEqual({ active: false, reason: 'invalid_token' });
    expect(await verify(proof(), 'Bearer', unbound)).toEqual({ active: false, reason: 'invalid_dpop_proof' });
  });

  it('loses no use to a proof that is wrong or was used', async () => {
    const [issuedAt, expiresAt] = [NOW.toISOString(), NOW.toISOString()];
    const granted = { active: true, credentialId: 'c', agentId: AGENT, toolId: TOOL, scopes: [], issuedAt, expiresAt };
    world.validation = { ...granted, cnf: { jkt: key.thumbprint } };
    const verifier = world.verifier({ accessToken: 'owner' });
    const dpop = proof({ accessToken: OPAQUE });
    const asked = () => world.asked.filter(({ question }) => question).length;
    expect(await verifier.verify(request(dpop, 'DPoP', OPAQUE))).toMatchObject({ active: true });
    await verifier.verify(request(dpop, 'DPoP', OPAQUE));
    await verifier.verify(request(undefined, 'DPoP', OPAQUE));
    await verifier.verify(request(proof({ accessToken: OPAQUE, method: 'PUT' }), 'DPoP', OPAQUE));
    expect(asked()).toBe(1);
  });
});
