import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';

const REVOKE = '/api/v1/credentials/revoke';
const ROUNDS = 12;

let story: CredentialStory;
let database: Client;
let tool: TestTool;
let holder: TestAgent;
let sub: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin({ DATABASE_POOL_MAX: '20' });
  database = new Client({ connectionString: story.registry.databaseUrl });
  await database.connect();
  [tool, holder, sub] = [await story.tool(), await story.agent(), await story.agent()];
  await story.permit(tool);
});
afterAll(async () => {
  await database.end();
  await story.end();
});

interface Lease {
  readonly id: string;
  readonly token: string;
}

async function vend(body: object = {}): Promise<Lease> {
  const reply = await story.vend(holder, tool, { delegations: 3, ...body });
  expect(reply).toMatchObject({ status: 201 });
  return reply.body;
}

const delegate = (from: TestAgent, { id }: Lease, to: TestAgent, delegations = 0) =>
  from.client.post(`/api/v1/credentials/${id}/delegate`, { agentId: to.id, delegations });

const revoke = (target: object) => story.admin.post(REVOKE, target);

/** Those among them, or delegated from them, that stand though what they came from does not. */
async function orphansOf(ids: readonly string[]): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int FROM credential AS child JOIN credential AS parent ON parent.id = child.parent_id
     WHERE child.root_id = ANY ($1::uuid[]) AND parent.revoked_at IS NOT NULL AND child.revoked_at IS NULL`,
    [ids],
  );
  return rows[0]?.count ?? -1;
}

/** How often the ends of this agent's credentials at the tool are on record, where that is not once. */
async function notOnceOnRecord(toolId: string): Promise<unknown[]> {
  const { rows } = await database.query(
    `SELECT credential.id, count(audit_event.id)::int FROM credential
     LEFT JOIN audit_event ON subject_id = credential.id::text AND action = 'credential.revoked'
     WHERE tool_id = $1 AND revoked_at IS NOT NULL GROUP BY credential.id HAVING count(audit_event.id) <> 1`,
    [toolId],
  );
  return rows;
}

describe('revoking against', () => {
  it.each([
    ['uses that are counted', { maxUses: 1000 }],
    ['uses that are not', {}],
  ])('%s: after its answer there are none', async (_, terms) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, token } = await vend(terms);
      let revoked = false;
      const late: boolean[] = [];
      const use = async () => {
        for (let turn = 0; turn < 4; turn += 1) {
          const after = revoked;
          const active = await story.isActive(token);
          if (after) late.push(active);
        }
      };
      const users = Array.from({ length: 4 }, use);
      const reply = await revoke({ id });
      revoked = true;
      expect(reply.body).toEqual({ revoked: 1 });
      await Promise.all(users);
      expect([...late, await story.isActive(token)]).not.toContain(true);
    }
  });

  it('delegation in the middle of the tree: no child outlives it', async () => {
    let [delegated, refused] = [0, 0];
    const roots: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const root = await vend();
      const middle = (await delegate(holder, root, sub, 2)).body as Lease;
      let over = false;
      const delegating = Array.from({ length: 6 }, async () => {
        const replies = [await delegate(sub, middle, holder)];
        while (!over) replies.push(await delegate(sub, middle, holder));
        return [...replies, await delegate(sub, middle, holder)];
      });
      await delegate(sub, middle, holder);
      const revoked = await revoke({ id: round % 2 ? root.id : middle.id });
      over = true;
      const replies = (await Promise.all(delegating)).flat();
      const children = replies.filter(({ status }) => status === 201);
      expect(revoked.status).toBe(200);
      expect(replies.filter(({ status, body }) => status !== 201 && body.code !== 'CREDENTIAL_ENDED')).toEqual([]);
      const states = await Promise.all(children.map(({ body }) => story.isActive(body.token)));
      expect(states).not.toContain(true);
      delegated += children.length;
      refused += replies.length - children.length;
      roots.push(root.id);
    }
    expect(await orphansOf(roots)).toBe(0);
    expect(await notOnceOnRecord(tool.id)).toEqual([]);
    expect(Math.min(delegated, refused)).toBeGreaterThan(0);
  });

  it('renewal: it stays revoked, and nothing fails that is ours', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const lease = await vend({ ttlSeconds: 60 });
      const child = (await delegate(holder, lease, sub)).body as Lease;
      const renew = () => holder.client.post(`/api/v1/credentials/${lease.id}/renew`, { incrementSeconds: 300 });
      const [, revoked, ...others] = await Promise.all([renew(), revoke({ id: lease.id }), renew(), renew()]);
      expect(revoked.body).toEqual({ revoked: 2 });
      expect(others.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
      expect(await Promise.all([lease, child].map(({ token }) => story.isActive(token)))).toEqual([false, false]);
    }
  });
});

describe('those who revoke overlapping sets at the same moment', () => {
  it('never wait in a ring, and each credential ends once and is on record once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [other, policyId, mine] = [await story.tool(), randomUUID(), await story.agent()];
      await story.permit(other);
      const roots: Lease[] = [];
      for (let n = 0; n < 6; n += 1) roots.push((await story.vend(mine, other, { delegations: 1 })).body as Lease);
      const children = await Promise.all(roots.map((it) => delegate(mine, it, sub)));
      const whole = { prefix: `tools/${other.id}` };
      const targets = [
        ...[{ toolId: other.id }, { agentId: mine.id }, whole, { policyId }],
        ...[{ prefix: `tools/${other.id}/agents/${sub.id}` }, { toolId: other.id }],
        ...roots.reverse().map(({ id }) => ({ id })),
        ...children.map(({ body }) => ({ tree: body.id as string })),
      ];
      const replies = await Promise.all(targets.map(revoke));
      expect(replies.filter(({ status }) => status !== 200)).toEqual([]);
      expect(replies.reduce((sum, { body }) => sum + (body.revoked as number), 0)).toBe(12);
      expect(await notOnceOnRecord(other.id)).toEqual([]);
    }
  });
});

describe('what fells a parent', () => {
  async function family() {
    const [given, parent, child] = [await story.tool(), await story.agent(), await story.agent()];
    const policy = await story.permit(given);
    const root = (await story.vend(parent, given, { delegations: 1 })).body as Lease;
    const leaf = (await delegate(parent, root, child)).body as Lease;
    return { given, parent, policy, leaf };
  }

  it.each<[string, (of: Awaited<ReturnType<typeof family>>) => Promise<{ status: number }>]>([
    ['agent disabled', ({ parent }) => story.admin.post(`/api/v1/agents/${parent.id}/disable`)],
    ['agent deleted', ({ parent }) => story.admin.delete(`/api/v1/agents/${parent.id}`, { 'if-match': '*' })],
    ['role', ({ parent }) => story.admin.patch(`/api/v1/agents/${parent.id}`, { roles: [] }, { 'if-match': '*' })],
    ['tool deleted', ({ given }) => story.admin.delete(`/api/v1/tools/${given.id}`, { 'if-match': '*' })],
    ['policy deleted', ({ policy }) => story.admin.delete(`/api/v1/policies/${policy.id}`, { 'if-match': '*' })],
  ])('fells its children, on record: %s', async (_, fell) => {
    const of = await family();
    expect(await story.isActive(of.leaf.token)).toBe(true);
    expect((await fell(of)).status).toBeLessThan(300);
    expect(await story.isActive(of.leaf.token)).toBe(false);
    const { body } = await story.admin.get(`/api/v1/audit?subjectId=${of.leaf.id}&action=credential.revoked`);
    expect(body.data).toHaveLength(1);
  });
});
