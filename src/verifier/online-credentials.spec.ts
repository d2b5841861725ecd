import { AGENT, bearer, NOW, OPAQUE, REGISTRY, TOOL, VerifierWorld } from '../../test/support/verifier-world.js';

const GOOD = {
  ...{ active: true, credentialId: 'c1', agentId: AGENT, toolId: TOOL, scopes: ['stock:read'] },
  ...{ issuedAt: NOW.toISOString(), expiresAt: NOW.toISOString(), agentName: 'planner', toolName: 'stock' },
};
const INVALID = { active: false, reason: 'invalid_token' };

describe('an opaque credential', () => {
  let world: VerifierWorld;
  beforeEach(async () => {
    world = await VerifierWorld.make();
  });

  it("is asked about with the tool's own token, with what is demanded of it", async () => {
    world.validation = GOOD;
    const accessToken = () => Promise.resolve('owner');
    const request = { ...bearer(OPAQUE), scopes: ['stock:read'], address: '192.0.2.7' };
    expect(await world.verifier({ accessToken }).verify(request)).toMatchObject({
      active: true,
      credential: { id: 'c1', format: 'opaque', agentId: AGENT, toolId: TOOL, scopes: ['stock:read'], expiresAt: NOW },
    });
    const [{ path, headers, question } = { path: '', headers: new Headers() }] = world.asked;
    expect(path).toBe('/api/v1/credentials/validate');
    expect(headers.get('authorization')).toBe('Bearer owner');
    const audience = `${REGISTRY}/api/v1/tools/${TOOL}`;
    expect(question).toEqual({ token: OPAQUE, scopes: ['stock:read'], address: '192.0.2.7', audience });
  });

  it.each<[string, object]>([
    ['inactive', { active: false }],
    ['good for another tool', { ...GOOD, toolId: AGENT }],
    ['bound to a key that nobody has proved', { ...GOOD, cnf: { jkt: 'key' } }],
  ])('is refused when it is %s', async (_, validation) => {
    world.validation = { ...validation };
    expect(await world.verifier({ accessToken: 'owner' }).verify(bearer(OPAQUE))).toEqual(INVALID);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['cannot be reached', () => Promise.reject(new TypeError('fetch failed'))],
    ["refuses the tool's own token", () => new Response('', { status: 401 })],
    ['answers that the question is wrong', () => new Response('', { status: 400 })],
    ['has had enough', () => new Response('', { status: 429 })],
    ['answers nothing', () => Response.json(null)],
    ['answers neither yes nor no', () => Response.json({ active: 'true' })],
    ['answers half', () => Response.json({ active: true, toolId: TOOL })],
    ['answers a confirmation that cannot be read', () => Response.json({ ...GOOD, cnf: {} })],
  ])('cannot be told when the registry %s', async (_, answer) => {
    world.answer = answer;
    expect(await world.verifier({ accessToken: 'owner' }).verify(bearer(OPAQUE))).toEqual({
      ...{ active: false, reason: 'unavailable', cause: expect.any(Error) },
    });
  });

  it('says why the registry cannot be reached', async () => {
    const why = new Error('connect ECONNREFUSED 192.0.2.1:443');
    world.answer = () => Promise.reject(new TypeError('fetch failed', { cause: why }));
    const verification = await world.verifier({ accessToken: 'owner' }).verify(bearer(OPAQUE));
    const message = `The registry cannot be asked at ${REGISTRY}/api/v1/credentials/validate: ${String(why)}`;
    expect(verification).toMatchObject({ reason: 'unavailable', cause: { message } });
  });

  it('cannot be told when the tool gets no token of its own', async () => {
    const accessToken = () => Promise.reject(new Error('no login'));
    expect(await world.verifier({ accessToken }).verify(bearer(OPAQUE))).toMatchObject({ reason: 'unavailable' });
  });

  it('is refused where the tool does not ask', async () => {
    expect(await world.verifier().verify(bearer(OPAQUE))).toEqual(INVALID);
  });

  it.each(['trc_', OPAQUE.slice(0, -1), `${OPAQUE}a`, `tra_${'a'.repeat(49)}`, 'trc', '..', 'a.b.c'])(
    'is not asked about when it cannot be one: %s',
    async (token) => {
      expect(await world.verifier({ accessToken: 'owner' }).verify(bearer(token))).toEqual(INVALID);
      expect(world.asked).toEqual([]);
    },
  );

  it.each([undefined, '', 'Bearer', 'Bearer ', `Basic ${OPAQUE}`, OPAQUE, `Bearer ${OPAQUE} ${OPAQUE}`])(
    'is missing: %s',
    async (authorization) => {
      const request = { ...bearer(''), authorization };
      expect(await world.verifier({ accessToken: 'owner' }).verify(request)).toEqual({
        active: false,
        reason: 'missing',
      });
    },
  );
});

describe('a JWT credential, online', () => {
  it('is refused at once when it is revoked', async () => {
    const world = await VerifierWorld.make();
    const verifier = world.verifier({ accessToken: 'owner', online: true });
    const token = await world.jwt();
    world.validation = { ...GOOD, scopes: ['stock:read'] };
    expect(await verifier.verify(bearer(token))).toMatchObject({ active: true, credential: { format: 'jwt' } });
    world.validation = { active: false };
    expect(await verifier.verify(bearer(token))).toEqual(INVALID);
  });

  it('is not asked about when it is wrong by itself', async () => {
    const world = await VerifierWorld.make();
    const verifier = world.verifier({ accessToken: 'owner', online: true });
    await verifier.verify(bearer(await world.jwt({ claims: { tool_id: AGENT } })));
    expect(world.asked.map(({ path }) => path)).toEqual(['/.well-known/jwks.json']);
  });
});

describe('options that cannot work', () => {
  it.each<[object]>([
    [{ registryUrl: 'registry' }],
    [{ registryUrl: 'file:///registry' }],
    [{ toolId: '' }],
    [{ accessToken: '' }],
    [{ accessToken: undefined }],
    [{ online: true }],
  ])('%p are refused', async (options) => {
    const world = await VerifierWorld.make();
    expect(() => world.verifier(options)).toThrow(TypeError);
  });
});
