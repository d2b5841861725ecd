import { generateKeyPair } from 'jose';
import { AGENT, bearer, NOW, REGISTRY, TOOL, VerifierWorld } from '../../test/support/verifier-world.js';
import { ProofKey } from '../../test/support/dpop.js';

const SECONDS = NOW.getTime() / 1000;
const refused = (reason: string) => ({ active: false, reason });

describe('a JWT credential, offline', () => {
  let world: VerifierWorld;

  beforeAll(async () => {
    world = await VerifierWorld.make();
  });

  it('says whom it lets do what', async () => {
    const verification = await world
      .verifier()
      .verify(bearer(await world.jwt({ claims: { act: { sub: 'planner' } } })));
    expect(verification).toEqual({
      active: true,
      credential: {
        ...{ id: '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11', format: 'jwt', agentId: AGENT, toolId: TOOL },
        ...{ scopes: ['stock:read', 'stock:write'], issuedAt: NOW, expiresAt: new Date(NOW.getTime() + 300_000) },
        act: { sub: 'planner' },
      },
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['of another issuer', { iss: 'https://other.example.com' }],
    ['for another audience', { aud: REGISTRY }],
    ['for no audience', { aud: undefined }],
    ['of another tool', { tool_id: AGENT }],
    ['of no tool', { tool_id: undefined }],
    ['of several tools', { tool_id: [TOOL] }],
    ['that has expired', { exp: SECONDS - 6 }],
    ['that never expires', { exp: undefined }],
    ['whose expiry is a text', { exp: '9999999999' }],
    ['that is older than any the registry makes', { iat: SECONDS - 306 }],
    ['from the future', { iat: SECONDS + 6 }],
    ['of no age', { iat: undefined }],
    ['that is not good yet', { nbf: SECONDS + 6 }],
    ['without an id', { jti: undefined }],
    ['of nobody', { sub: undefined }],
    ['whose scopes are a list', { scope: ['stock:read'] }],
    ['bound to something else than a key', { cnf: { 'x5t#S256': 'abc' } }],
    ['bound to nothing readable', { cnf: null }],
    ['bound to a number', { cnf: { jkt: 1 } }],
    ['bound to an address, where none is known', { addresses: ['192.0.2.0/24'] }],
    ['bound to addresses that cannot be read', { addresses: 'everywhere' }],
  ])('is refused: one %s', async (_, claims) => {
    expect(await world.verifier().verify(bearer(await world.jwt({ claims })))).toEqual(refused('invalid_token'));
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['of another type', { typ: 'JWT' }],
    ['that is a proof', { typ: 'dpop+jwt' }],
    ['of no type', { typ: undefined }],
    ['with critical extensions', { crit: ['exp'], exp: 1 }],
    ['of an unknown key', { kid: 'second' }],
  ])('is refused: one %s', async (_, header) => {
    const token = await world.jwt({ header }).catch(async () => withHeader(await world.jwt(), header));
    expect(await world.verifier().verify(bearer(token))).toEqual(refused('invalid_token'));
  });

  it('is refused when somebody else signed it', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await world.verifier().verify(bearer(await world.jwt({ key: privateKey })))).toEqual(
      refused('invalid_token'),
    );
  });

  it.each<[string, (token: string) => string]>([
    ['unsigned', (it) => `${withHeader(it, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`],
    ['unsigned, its signature left', (it) => withHeader(it, { alg: 'none' })],
    ['signed by another algorithm, as it says', (it) => withHeader(it, { alg: 'HS256' })],
    ['cut short', (it) => it.slice(0, -1)],
    ['longer', (it) => `${it}A`],
    ['changed in its claims', (it) => it.replace(/\.(.{20})./, (_, start: string) => `.${start}~`)],
    ['spelt in another way', (it) => it.slice(0, -1) + { A: 'B', Q: 'R', g: 'h', w: 'x' }[it.slice(-1)]],
    ['an encrypted one', (it) => `${it}.a.b`],
    ['half of one', (it) => it.split('.').slice(0, 2).join('.')],
  ])('is refused: one that is %s', async (_, change) => {
    expect(await world.verifier().verify(bearer(change(await world.jwt())))).toEqual(refused('invalid_token'));
  });

  it('is good up to a difference of clocks', async () => {
    const token = await world.jwt({ claims: { exp: SECONDS - 4 } });
    expect(await world.verifier().verify(bearer(token))).toMatchObject({ active: true });
    expect(await world.verifier({ skewSeconds: 0 }).verify(bearer(token))).toEqual(refused('invalid_token'));
  });

  it('is good for the audience that the tool has chosen', async () => {
    const token = await world.jwt({ claims: { aud: 'https://stock.example.com' } });
    expect(await world.verifier({ audience: 'https://stock.example.com' }).verify(bearer(token))).toMatchObject({
      active: true,
    });
  });

  it.each([
    ['192.0.2.7', true],
    ['::ffff:192.0.2.7', true],
    ['2001:db8::1', true],
    ['192.0.3.7', false],
    ['2001:db9::1', false],
    ['nowhere', false],
  ])('bound to addresses, from %s: %s', async (address, active) => {
    const token = await world.jwt({ claims: { addresses: ['10.0.0.300', '192.0.2.0/24', '2001:db8::/32'] } });
    expect(await world.verifier().verify({ ...bearer(token), address })).toMatchObject({ active });
  });

  it('lacks a scope', async () => {
    const request = { ...bearer(await world.jwt()), scopes: ['stock:read', 'stock:delete'] };
    expect(await world.verifier().verify(request)).toEqual(refused('insufficient_scope'));
  });

  it('tells nobody without its key which scopes it lacks', async () => {
    const { thumbprint: jkt } = await ProofKey.make();
    const request = { ...bearer(await world.jwt({ claims: { cnf: { jkt } } })), scopes: ['stock:delete'] };
    expect(await world.verifier().verify(request)).toEqual(refused('invalid_token'));
  });
});

/** With other members in its header, and the signature that it had. */
function withHeader(token: string, members: object): string {
  const [header = '', ...rest] = token.split('.');
  const changed = { ...(JSON.parse(Buffer.from(header, 'base64url').toString()) as object), ...members };
  return [Buffer.from(JSON.stringify(changed)).toString('base64url'), ...rest].join('.');
}
