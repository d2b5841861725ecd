import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';

const REVOKE = '/api/v1/credentials/revoke';

let story: CredentialStory;
let database: Client;

beforeAll(async () => {
  story = await CredentialStory.begin();
  database = new Client({ connectionString: story.registry.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await story.end();
});

interface Lease {
  readonly id: string;
  readonly token: string;
  readonly accessor: string;
}

interface Chain {
  readonly tool: TestTool;
  readonly policyId: string;
  readonly agents: readonly TestAgent[];
  /** The root, its child and its grandchild. */
  readonly leases: readonly [root: Lease, child: Lease, grandchild: Lease];
}

/** A credential, one delegated from it, and one from that, each of an agent of its own. */
async function chain(): Promise<Chain> {
  const tool = await story.tool();
  const { id: policyId } = await story.permit(tool);
  const [holder, sub, last] = [await story.agent(), await story.agent(), await story.agent()];
  const root = await story.vend(holder, tool, { delegations: 2 });
  expect(root.status).toBe(201);
  const child = await delegate(holder, root.body, sub, 1);
  const grandchild = await delegate(sub, child, last);
  return { tool, policyId, agents: [holder, sub, last], leases: [root.body, child, grandchild] };
}

async function delegate(from: TestAgent, { id }: Lease, to: TestAgent, delegations = 0): Promise<Lease> {
  const reply = await from.client.post(`/api/v1/credentials/${id}/delegate`, { agentId: to.id, delegations });
  expect(reply).toMatchObject({ status: 201 });
  return reply.body;
}

const actives = (leases: readonly Lease[]) => Promise.all(leases.map(({ token }) => story.isActive(token)));

/** How often each credential's end is on record, with what was said. */
async function audited(leases: readonly Lease[], reason: string): Promise<(number | undefined)[]> {
  const { rows } = await database.query<{ id: string; count: number }>(
    `SELECT subject_id AS id, count(*)::int FROM audit_event
     WHERE action = 'credential.revoked' AND reason = $1 GROUP BY subject_id`,
    [reason],
  );
  return leases.map(({ id }) => rows.find((it) => it.id === id)?.count);
}

describe('revoking by', () => {
  it.each<[string, (of: Chain) => object, number]>([
    ['id', ({ leases: [, child] }) => ({ id: child.id }), 1],
    ['accessor', ({ leases: [root] }) => ({ accessor: root.accessor }), 0],
    ['token', ({ leases: [, child] }) => ({ token: child.token }), 1],
    ['tool', ({ tool }) => ({ toolId: tool.id }), 0],
    ['agent', ({ agents: [, sub] }) => ({ agentId: sub?.id }), 1],
    ['policy', ({ policyId }) => ({ policyId }), 0],
    ['the tree of a leaf', ({ leases: [, , leaf] }) => ({ tree: leaf.id }), 0],
    ['the prefix of a tool', ({ tool }) => ({ prefix: `tools/${tool.id}` }), 0],
    [
      'the prefix of an agent at a tool',
      ({ tool, agents: [, sub] }) => ({ prefix: `tools/${tool.id}/agents/${sub?.id}` }),
      1,
    ],
    [
      'a whole lease id',
      ({ tool, agents: [, , last], leases: [, , leaf] }) => ({
        prefix: `tools/${tool.id}/agents/${last?.id}/${leaf.id}`,
      }),
      2,
    ],
  ])('%s ends it and what was delegated from it, nothing else, once, and all of it is on record', async (...given) => {
    const [, targetOf, spared] = given;
    const [it, other] = [await chain(), await chain()];
    const body = { ...targetOf(it), reason: `by ${randomUUID()}` };
    expect(await story.admin.post(REVOKE, body)).toMatchObject({ status: 200, body: { revoked: 3 - spared } });
    expect(await actives(it.leases)).toEqual([0, 1, 2].map((position) => position < spared));
    expect(await actives(other.leases)).toEqual([true, true, true]);
    expect(await story.admin.post(REVOKE, body)).toMatchObject({ status: 200, body: { revoked: 0 } });
    expect(await audited(it.leases, body.reason)).toEqual([0, 1, 2].map((at) => (at < spared ? undefined : 1)));
    for (const agent of it.agents.slice(spared)) {
      const { body: page } = await agent.client.get('/api/v1/credentials');
      expect(page.data[0]).toMatchObject({ status: 'revoked', revokeReason: body.reason });
    }
  });

  it('the prefix of an agent at a tool that vended it nothing ends nothing', async () => {
    const [it, other] = [await chain(), await story.tool()];
    const prefix = `tools/${other.id}/agents/${it.agents[0]?.id}`;
    expect(await story.admin.post(REVOKE, { prefix })).toMatchObject({ status: 200, body: { revoked: 0 } });
    expect(await actives(it.leases)).toEqual([true, true, true]);
  });

  it('a JWT ends that', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { body } = await story.vend(agent, tool, { format: 'jwt' });
    expect(await story.isActive(body.token)).toBe(true);
    expect((await agent.client.post(REVOKE, { token: body.token })).body).toEqual({ revoked: 1 });
    expect(await story.isActive(body.token)).toBe(false);
  });

  it('id ends the subtree too where the path names it', async () => {
    const { leases, agents } = await chain();
    const reply = await agents[1]?.client.post(`/api/v1/credentials/${leases[1].id}/revoke`, {});
    expect(reply).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect(await actives(leases)).toEqual([true, false, false]);
  });
});

describe('whoever does not manage credentials', () => {
  it.each<[string, (of: Chain) => object, number]>([
    ["another's id", ({ leases }) => ({ id: leases[0].id }), 404],
    ["another's tree", ({ leases }) => ({ tree: leases[0].id }), 404],
    ['an unknown id', () => ({ id: randomUUID() }), 404],
    ['an unknown tree', () => ({ tree: randomUUID() }), 404],
    ['an agent', ({ agents }) => ({ agentId: agents[0]?.id }), 403],
    ['a tool', ({ tool }) => ({ toolId: tool.id }), 403],
    ['a policy', ({ policyId }) => ({ policyId }), 403],
    ['a prefix', ({ tool }) => ({ prefix: `tools/${tool.id}` }), 403],
  ])('cannot revoke by %s', async (_, targetOf, status) => {
    const [it, stranger] = [await chain(), await story.agent()];
    expect(await stranger.client.post(REVOKE, targetOf(it))).toMatchObject({ status });
    expect(await actives(it.leases)).toEqual([true, true, true]);
  });

  it('learns nothing of a token that is not theirs, and does nothing to it', async () => {
    const [it, stranger] = [await chain(), await story.agent()];
    const ended = await chain();
    await story.admin.post(REVOKE, { id: ended.leases[0].id });
    const texts = [
      it.leases[0].token,
      ended.leases[0].token,
      `${it.leases[0].token.slice(0, -1)}0`,
      'trc_',
      'a.b.c',
      '',
    ];
    for (const token of texts) {
      expect(await stranger.client.post(REVOKE, { token })).toMatchObject({ status: 200, body: { revoked: 0 } });
    }
    expect(await stranger.client.post(REVOKE, { accessor: 'tra_' })).toMatchObject({ body: { revoked: 0 } });
    expect(await stranger.client.post(REVOKE, { accessor: it.leases[0].token })).toMatchObject({
      body: { revoked: 0 },
    });
    expect(await actives(it.leases)).toEqual([true, true, true]);
  });

  it('may revoke by an accessor that it was given', async () => {
    const [it, stranger] = [await chain(), await story.agent()];
    const reply = await stranger.client.post(REVOKE, { accessor: it.leases[0].accessor });
    expect(reply).toMatchObject({ status: 200, body: { revoked: 3 } });
  });

  it('may revoke a tree of its own, and not one in which it only holds a branch', async () => {
    const { agents, leases } = await chain();
    const branch = await agents[1]?.client.post(REVOKE, { tree: leases[1].id });
    expect(branch).toMatchObject({ status: 403, body: { code: 'INSUFFICIENT_PERMISSION' } });
    expect(await agents[0]?.client.post(REVOKE, { tree: leases[0].id })).toMatchObject({ body: { revoked: 3 } });
  });

  it('and holds no credential:revoke can revoke nothing', async () => {
    const { leases } = await chain();
    const outsider = await story.agent({ roles: [], permissions: ['credential:read'] });
    expect(await outsider.client.post(REVOKE, { accessor: leases[0].accessor })).toMatchObject({ status: 403 });
    expect(await actives(leases)).toEqual([true, true, true]);
  });
});

describe('a revocation that says too little, too much or nonsense', () => {
  const tool = randomUUID();

  it.each<[string, object, string]>([
    ['nothing', {}, ''],
    ['only a reason', { reason: 'x' }, ''],
    ['two', { id: tool, tree: tool }, '/tree'],
    ['no UUID', { id: 'x' }, '/id'],
    ['null', { toolId: null }, '/toolId'],
    ['an array', { token: ['x'] }, '/token'],
    ['a long token', { token: 'x'.repeat(4097) }, '/token'],
    ['a long reason', { id: tool, reason: 'x'.repeat(501) }, '/reason'],
    ['an empty prefix', { prefix: '' }, '/prefix'],
    ['all tools', { prefix: 'tools' }, '/prefix'],
    ['half an id', { prefix: `tools/${tool.slice(0, 20)}` }, '/prefix'],
    ['half a segment', { prefix: `tools/${tool}/age` }, '/prefix'],
    ['a slash too many', { prefix: `tools/${tool}/` }, '/prefix'],
    ['a line more', { prefix: `tools/${tool}\n` }, '/prefix'],
    ['a wildcard', { prefix: `tools/${tool}/agents/%` }, '/prefix'],
    ['another member', { all: true }, '/all'],
  ])('is refused: %s', async (_, body, pointer) => {
    const reply = await story.admin.post(REVOKE, body);
    expect(reply).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(reply.body.errors.map((it: { pointer: string }) => it.pointer)).toContain(pointer);
  });
});

it('ends a thousand children within a second, with each on record', async () => {
  const { leases } = await chain();
  await database.query(
    `INSERT INTO credential
     SELECT (jsonb_populate_record(child, jsonb_build_object(
       'id', gen_random_uuid(), 'token_hmac', sha256(n::text::bytea), 'accessor_hmac', sha256(('a' || n)::bytea)))).*
     FROM credential AS child, generate_series(1, 1000) AS n WHERE child.id = $1`,
    [leases[1].id],
  );
  const reason = `thousands ${randomUUID()}`;
  expect((await story.admin.post(REVOKE, { id: leases[0].id, reason })).body).toEqual({ revoked: 1003 });
  const { rows } = await database.query('SELECT DISTINCT subject_id FROM audit_event WHERE reason = $1', [reason]);
  expect(rows).toHaveLength(1003);
});
