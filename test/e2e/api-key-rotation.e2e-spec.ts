import { randomUUID } from 'node:crypto';
import { RetiredApiKeys } from '../../src/auth/api-keys/retired-api-keys.js';
import { type ApiClient } from '../support/api-client.js';
import { ProofStory, standing, statusOf, type TestAgent, type TestKey } from '../support/proof-story.js';

const ALL = ['self:read', 'tool:read', 'tool:invoke'];

describe('rotating an API key', () => {
  let story: ProofStory;

  beforeAll(async () => {
    story = await ProofStory.start({ API_KEY_OVERLAP_SECONDS: '600' });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.close());

  const newAgent = () => story.newAgent({ roles: [], permissions: ALL });

  const rotate = (client: ApiClient, { keys }: TestAgent, { id }: TestKey, body: object = {}) =>
    client.post(`${keys}/${id}/rotate`, body);

  async function rotated(client: ApiClient, agent: TestAgent, key: TestKey, body: object = {}) {
    const reply = await rotate(client, agent, key, body);
    expect(reply.status).toBe(201);
    return reply.body as TestKey & { replacesId: string };
  }

  it('gives a successor as wide as the key, and both work for the overlap', async () => {
    const agent = await newAgent();
    const limits = { permissions: ['self:read'], allowedAddresses: ['127.0.0.1'], expiresAt: story.in(6000) };
    const old = await story.newKey(agent, limits);
    const next = await rotated(story.admin, agent, old, { overlapSeconds: 60 });
    const { permissions, allowedAddresses } = limits;
    expect(next).toMatchObject({
      name: 'k',
      permissions,
      allowedAddresses,
      replacesId: old.id,
      expiresAt: old.expiresAt,
    });
    expect(next.key).not.toBe(old.key);
    for (const key of [old, next]) expect(await standing(story.presenting(key))).toBe(200);
    story.wait(60);
    expect([await standing(story.presenting(old)), await standing(story.presenting(next))]).toEqual([401, 200]);
  });

  it('takes the configured overlap, unless the key ends before', async () => {
    const agent = await newAgent();
    const endOf = async (key: TestKey) => {
      await rotated(story.admin, agent, key);
      return new Date((await story.admin.get(`${agent.keys}/${key.id}`)).body.expiresAt as string).getTime();
    };
    const expected = story.in(600).getTime();
    expect(Math.abs((await endOf(await story.newKey(agent))) - expected)).toBeLessThan(10_000);
    const short = await story.newKey(agent, { expiresAt: story.in(60) });
    expect(await endOf(short)).toBe(new Date(short.expiresAt ?? '').getTime());
  });

  it('ends the old key at once where no overlap is wanted, and what was got by it', async () => {
    const agent = await newAgent();
    const old = await story.newKey(agent);
    const token = await story.exchanging(old);
    const next = await rotated(story.admin, agent, old, { overlapSeconds: 0 });
    const standings = [story.presenting(old), token, story.presenting(next)].map(standing);
    expect(await Promise.all(standings)).toEqual([401, 401, 200]);
  });

  it('ends, after the overlap, what was got by the old key before', async () => {
    const agent = await newAgent();
    const old = await story.newKey(agent);
    const child = await story.newKey(agent, {}, story.presenting(old));
    const token = await story.exchanging(old);
    const next = await rotated(story.admin, agent, old, { overlapSeconds: 60 });
    const other = await story.exchanging(next);
    story.wait(60);
    await story.registry.app.get(RetiredApiKeys, { strict: false }).revoke();
    const standings = [token, story.presenting(child), other, story.presenting(next)].map(standing);
    expect(await Promise.all(standings)).toEqual([401, 401, 200, 200]);
    expect((await story.admin.get(`${agent.keys}/${old.id}`)).body.revokedAt).toEqual(expect.any(String));
  });

  it.each([0, 60])(
    'leaves the successor that a key gave itself when the overlap of %d seconds is over',
    async (overlap) => {
      const agent = await newAgent();
      const old = await story.newKey(agent);
      const next = await rotated(story.presenting(old), agent, old, { overlapSeconds: overlap });
      story.wait(overlap);
      await story.registry.app.get(RetiredApiKeys, { strict: false }).revoke();
      expect([await standing(story.presenting(old)), await standing(story.presenting(next))]).toEqual([401, 200]);
    },
  );

  it('shows the successor once, and is audited without it', async () => {
    const agent = await newAgent();
    const old = await story.newKey(agent);
    const path = `${agent.keys}/${old.id}/rotate`;
    const headers = { 'idempotency-key': randomUUID() };
    const first = await story.admin.post(path, {}, headers);
    const again = await story.admin.post(path, {}, headers);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(again.body).toMatchObject({ id: first.body.id, secretOmitted: true });
    const { body } = await story.admin.get(`/api/v1/audit?subjectId=${old.id}&action=api_key.rotated`);
    expect(body.data).toMatchObject([{ onBehalfOf: agent.id, after: { id: first.body.id } }]);
    expect(JSON.stringify([again.body, body])).not.toContain(first.body.key);
  });

  it('gives one successor, however many ask at once', async () => {
    const agent = await newAgent();
    const old = await story.newKey(agent);
    const replies = await Promise.all(Array.from({ length: 8 }, () => rotate(story.admin, agent, old)));
    expect(replies.filter((it) => it.status === 201)).toHaveLength(1);
    expect(replies.filter((it) => it.body.code === 'API_KEY_ENDED')).toHaveLength(7);
    expect((await story.admin.get(agent.keys)).body.data).toHaveLength(2);
  });

  it.each([
    ['revoked', (agent: TestAgent, { id }: TestKey) => story.admin.delete(`${agent.keys}/${id}`, { 'if-match': '*' })],
    ['expired', () => story.wait(120)],
    ['rotated before', (agent: TestAgent, key: TestKey) => rotate(story.admin, agent, key)],
  ])('is refused for a key that is %s', async (_, happen) => {
    const agent = await newAgent();
    const key = await story.newKey(agent, { expiresAt: story.in(120) });
    await happen(agent, key);
    const reply = await rotate(story.admin, agent, key);
    expect([reply.status, reply.body.code]).toEqual([409, 'API_KEY_ENDED']);
  });

  it.each([
    [{ overlapSeconds: -1 }, '/overlapSeconds'],
    [{ overlapSeconds: 2_592_001 }, '/overlapSeconds'],
    [{ overlapSeconds: 1.5 }, '/overlapSeconds'],
    [{ overlapSeconds: '60' }, '/overlapSeconds'],
    [{ overlapSeconds: null }, '/overlapSeconds'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    [{ expiresAt: 'tomorrow' }, '/expiresAt'],
    [{ permissions: ['*'] }, '/permissions'],
    [{ permissions: null }, '/permissions'],
    [{ allowedAddresses: null }, '/allowedAddresses'],
    [{ name: 'other' }, '/name'],
    [{ agentId: randomUUID() }, '/agentId'],
  ])('is refused with %j, and changes nothing', async (body, pointer) => {
    const agent = await newAgent();
    const old = await story.newKey(agent);
    const reply = await rotate(story.admin, agent, old, body);
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
    expect((await story.admin.get(agent.keys)).body.data).toMatchObject([{ id: old.id, revision: 1, expiresAt: null }]);
  });

  describe('by an agent itself', () => {
    const NARROW = { permissions: ['self:read', 'tool:read'] };

    it.each([
      ['the key', (key: TestKey) => Promise.resolve(story.presenting(key))],
      ['a token got by it', (key: TestKey) => story.exchanging(key)],
    ])('is possible with %s', async (_, using) => {
      const agent = await newAgent();
      const key = await story.newKey(agent, { ...NARROW, allowedAddresses: ['127.0.0.1'], expiresAt: story.in(600) });
      const next = await rotated(await using(key), agent, key);
      expect(next).toMatchObject({ ...NARROW, expiresAt: key.expiresAt });
      expect((await story.presenting(next).get('/api/v1/auth/me')).body.permissions).toEqual(NARROW.permissions);
    });

    it('does not let a key outlive its end', async () => {
      const agent = await newAgent();
      const key = await story.newKey(agent, { expiresAt: story.in(600) });
      const reply = await rotate(story.presenting(key), agent, key, { expiresAt: story.in(700) });
      expect(reply.body.code).toBe('PROOF_OUTLIVES_CALLER');
      const self = await story.as(agent);
      expect(await rotated(self, agent, key, { expiresAt: story.in(700) })).toMatchObject({ replacesId: key.id });
    });

    it.each([
      ['a wider key', { permissions: ALL }, 'PROOF_OUTRANKS_CALLER'],
      ['a key without limits', {}, 'PROOF_OUTRANKS_CALLER'],
      ['a key with a wildcard', { permissions: ['tool:*', 'self:read'] }, 'PROOF_OUTRANKS_CALLER'],
      ['a key for everything', { permissions: ['*'] }, 'PROOF_OUTRANKS_CALLER'],
    ])('is refused with a narrow proof for %s', async (_, wanted, code) => {
      const agent = await newAgent();
      const wide = await story.newKey(agent, wanted);
      const narrow = await story.newKey(agent, NARROW);
      for (const client of [
        story.presenting(narrow),
        await story.exchanging(narrow),
        await story.as(agent, NARROW.permissions),
      ]) {
        const replies = [
          await rotate(client, agent, wide),
          await client.delete(`${agent.keys}/${wide.id}`, { 'if-match': '*' }),
        ];
        for (const reply of replies) expect([reply.status, reply.body.code]).toEqual([403, code]);
      }
      expect(await standing(story.presenting(wide))).toBe(200);
    });

    it('is refused with another key as wide, which would leave a key behind that does not end with it', async () => {
      const agent = await newAgent();
      const [one, other] = [await story.newKey(agent), await story.newKey(agent)];
      expect((await rotate(story.presenting(one), agent, other)).body.code).toBe('API_KEY_ROTATED_BY_OTHER');
      const child = await story.newKey(agent, {}, story.presenting(one));
      expect(await rotated(story.presenting(one), agent, child)).toMatchObject({ madeWithId: one.id });
    });

    it('is refused where the key holds what nobody gave the agent', async () => {
      const agent = await newAgent();
      const key = await story.newKey(agent, { permissions: ['self:read', 'policy:read'] });
      expect((await rotate(await story.as(agent), agent, key)).body.code).toBe('GRANT_TOO_WIDE');
      expect(await statusOf(rotate(story.presenting(key), agent, key))).toBe(201);
    });
  });

  it('of others needs agent:manage and all that they hold', async () => {
    const [agent, other] = [await newAgent(), await newAgent()];
    const key = await story.newKey(agent);
    expect((await rotate(await story.as(other), agent, key)).body.permission).toBe('agent:manage');
    const manager = await story.newAgent({ roles: [], permissions: ['self:read', 'agent:manage'] });
    expect((await rotate(await story.as(manager), agent, key)).body.code).toBe('AGENT_OUTRANKS_CALLER');
    expect((await rotate(story.admin, other, key)).body.code).toBe('API_KEY_NOT_FOUND');
  });
});
