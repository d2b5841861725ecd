import { ProofStory, standing, statusOf, type TestAgent, type TestKey } from '../support/proof-story.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry } from '../support/registry.js';

const NOT_A_PROXY = { 'x-forwarded-for': '10.1.2.3' };

describe('what API keys are limited to', () => {
  let story: ProofStory;

  beforeAll(async () => {
    story = await ProofStory.start();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.close());

  const WAYS: [string, (key: TestKey) => ApiClient | Promise<ApiClient>][] = [
    ['presented', (key) => story.presenting(key)],
    ['exchanged', (key) => story.exchanging(key)],
  ];

  describe.each(WAYS)('when they are %s', (_, using) => {
    it.each([
      ['the very address', ['127.0.0.1'], 200],
      ['a range around it', ['10.0.0.0/8', '127.0.0.0/8'], 200],
      ['another range', ['10.0.0.0/8'], 401],
      ['a range of the other family', ['::/0'], 401],
    ])('opens from %s', async (_, allowedAddresses, status) => {
      const key = await story.newKey(await story.newAgent(), { allowedAddresses });
      expect(await standing(await using(key))).toBe(status);
    });

    it('believes no address but that of the connection', async () => {
      const key = await story.newKey(await story.newAgent(), { allowedAddresses: ['10.0.0.0/8'] });
      const client = await using(key);
      expect(await statusOf(client.get('/api/v1/auth/me', NOT_A_PROXY))).toBe(401);
    });
  });

  it('holds for tokens that were got from an allowed address', async () => {
    const proxied = await startTestRegistry({
      variables: { DATABASE_URL: story.registry.databaseUrl, TRUSTED_PROXIES: '127.0.0.1' },
    });
    try {
      const { key } = await story.newKey(await story.newAgent(), { allowedAddresses: ['10.0.0.0/8'] });
      const body = { method: 'api_key', credentials: { key } };
      const there = new ApiClient(proxied.url);
      const from = (address: string) => ({ 'x-forwarded-for': address });
      expect(await statusOf(there.post('/api/v1/auth/token', body, from('10.1.2.3, 192.0.2.1')))).toBe(401);
      const { accessToken } = (await there.post('/api/v1/auth/token', body, from('192.0.2.1, 10.1.2.3'))).body;
      expect(await statusOf(there.as(accessToken).get('/api/v1/auth/me', from('10.9.9.9')))).toBe(200);
      expect(await statusOf(there.as(accessToken).get('/api/v1/auth/me', from('192.0.2.1')))).toBe(401);
      expect(await standing(story.anybody.as(accessToken))).toBe(401);
    } finally {
      await proxied.close();
    }
  });

  it.each([
    [{ allowedAddresses: [] }, '/allowedAddresses'],
    [{ allowedAddresses: ['10.0.0.0/33'] }, '/allowedAddresses'],
    [{ allowedAddresses: ['example.com'] }, '/allowedAddresses'],
    [{ allowedAddresses: ['::ffff:10.0.0.0/104'] }, '/allowedAddresses'],
    [{ allowedAddresses: ['10.1'] }, '/allowedAddresses'],
    [{ allowedAddresses: '10.0.0.0/8' }, '/allowedAddresses'],
    [{ allowedAddresses: [null] }, '/allowedAddresses'],
    [{ allowedAddresses: Array<string>(51).fill('10.0.0.1') }, '/allowedAddresses'],
    [{ permissions: ['no-such:permission'] }, '/permissions/0'],
    [{ madeWithId: null }, '/madeWithId'],
    [{ replacesId: null }, '/replacesId'],
    [{ revision: 7 }, '/revision'],
  ])('is not %j', async (flaw, pointer) => {
    const { keys } = await story.newAgent();
    const reply = await story.admin.post(keys, { name: 'k', ...flaw });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
    expect((await story.admin.get(keys)).body.data).toEqual([]);
  });

  it('is noted at most once a minute, and not for uses that are refused', async () => {
    const agent = await story.newAgent();
    const key = await story.newKey(agent);
    const elsewhere = await story.newKey(agent, { allowedAddresses: ['10.0.0.0/8'] });
    const lastUse = async ({ id }: TestKey) => (await story.admin.get(`${agent.keys}/${id}`)).body.lastUsedAt as string;
    await standing(story.presenting(elsewhere));
    expect(await lastUse(elsewhere)).toBeNull();
    await standing(story.presenting(key));
    const first = await lastUse(key);
    story.wait(30);
    await standing(story.presenting(key));
    await story.exchanging(key);
    expect(await lastUse(key)).toBe(first);
    jest.restoreAllMocks();
    story.wait(61);
    await standing(story.presenting(key));
    expect(new Date(await lastUse(key)).getTime()).toBeGreaterThan(new Date(first).getTime());
  });

  describe('is passed on to keys that are made with them', () => {
    const ALL = ['self:read', 'tool:read', 'tool:invoke'];
    let agent: TestAgent;

    beforeAll(async () => {
      agent = await story.newAgent({ roles: [], permissions: ALL });
    });

    describe.each(WAYS)('when they are %s', (_, using) => {
      it('as their end', async () => {
        const maker = await story.newKey(agent, { expiresAt: story.in(600) });
        const client = await using(maker);
        expect((await story.newKey(agent, {}, client)).expiresAt).toBe(maker.expiresAt);
        expect((await story.newKey(agent, { expiresAt: null }, client)).expiresAt).toBe(maker.expiresAt);
        expect((await story.newKey(agent, { expiresAt: story.in(300) }, client)).expiresAt).not.toBe(maker.expiresAt);
        const later = await client.post(agent.keys, { name: 'k', expiresAt: story.in(601) });
        expect([later.body.code, later.body.errors[0].pointer]).toEqual(['PROOF_OUTLIVES_CALLER', '/expiresAt']);
      });

      it('as their addresses', async () => {
        const addresses = ['127.0.0.0/8', '10.0.0.0/8'];
        const client = await using(await story.newKey(agent, { allowedAddresses: addresses }));
        expect(await story.newKey(agent, {}, client)).toMatchObject({ allowedAddresses: addresses });
        expect(await story.newKey(agent, { allowedAddresses: ['10.1.0.0/16'] }, client)).toBeDefined();
        for (const wider of [['0.0.0.0/0'], ['10.1.0.0/16', '192.0.2.1'], ['::/0']]) {
          const reply = await client.post(agent.keys, { name: 'k', allowedAddresses: wider });
          expect([reply.body.code, reply.body.errors[0].pointer]).toEqual([
            'PROOF_USABLE_ELSEWHERE',
            '/allowedAddresses',
          ]);
        }
      });

      it.each([
        ['another permission', ['tool:invoke'], 'GRANT_TOO_WIDE'],
        ['one more', ['self:read', 'tool:read', 'tool:invoke'], 'GRANT_TOO_WIDE'],
        ['a whole resource', ['tool:*'], 'GRANT_TOO_WIDE'],
        ['everything', ['*'], 'GRANT_TOO_WIDE'],
        ['another resource', ['agent:manage'], 'GRANT_TOO_WIDE'],
        ['no limit', null, 'AGENT_OUTRANKS_CALLER'],
      ])('as their permissions: not %s', async (_, permissions, code) => {
        const client = await using(await story.newKey(agent, { permissions: ['self:read', 'tool:read'] }));
        const reply = await client.post(agent.keys, { name: 'k', permissions });
        expect([reply.status, reply.body.code]).toEqual([403, code]);
      });
    });

    it('and is taken from no lesser proof: a narrowed login', async () => {
      const client = await story.as(agent, ['self:read', 'tool:read']);
      expect((await client.post(agent.keys, { name: 'k' })).body.code).toBe('AGENT_OUTRANKS_CALLER');
      expect((await client.post(agent.keys, { name: 'k', permissions: ['tool:*'] })).body.code).toBe('GRANT_TOO_WIDE');
      expect(await statusOf(client.post(agent.keys, { name: 'k', permissions: ['tool:read'] }))).toBe(201);
    });
  });
});
