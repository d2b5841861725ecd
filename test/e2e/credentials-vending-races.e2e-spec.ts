import { Client } from 'pg';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { query } from '../support/test-database.js';
import { whileLocked } from '../support/while-locked.js';

const ROUNDS = 8;
const ASKERS = 4;

let story: CredentialStory;
let tool: TestTool;
let helper: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin({ DATABASE_POOL_MAX: '20' });
  tool = await story.tool();
  helper = await story.agent();
});
afterAll(() => story.end());

type Reply = Awaited<ReturnType<CredentialStory['vend']>>;

/** Asks many times while `fell` runs, starting it a little later from round to round. */
async function whileAsking(round: number, ask: () => Promise<Reply>, fell: () => Promise<Reply>): Promise<Reply[]> {
  const before = Array.from({ length: ASKERS }, ask);
  if (round % 3 > 0) await before[0];
  const felling = fell();
  const replies = await Promise.all([...before, ...Array.from({ length: ASKERS }, ask)]);
  expect((await felling).status).toBeLessThan(300);
  return replies;
}

/** No row that would be good, whatever else is looked at when it is used. */
async function expectNoneActive(column: 'agent_id' | 'tool_id' | 'root_id', id: string): Promise<void> {
  const sql = `SELECT id FROM credential WHERE ${column} = $1 AND revoked_at IS NULL AND expires_at > now()`;
  expect(await query(story.registry.databaseUrl, sql, [id])).toEqual([]);
}

const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
const statusesOf = (replies: readonly Reply[]) => new Set(replies.map(({ status }) => status));
const within = (allowed: readonly number[], replies: readonly Reply[]) =>
  expect([...statusesOf(replies)].filter((it) => !allowed.includes(it))).toEqual([]);

describe('vending', () => {
  it('against the deletion of the policy leaves nothing active', async () => {
    const agent = await story.agent();
    for (const round of rounds) {
      const policy = await story.permit(tool);
      const replies = await whileAsking(
        round,
        () => story.vend(agent, tool),
        () => story.admin.delete(`/api/v1/policies/${policy.id}`, { 'if-match': '*' }),
      );
      within([201, 403], replies);
      await expectNoneActive('agent_id', agent.id);
    }
  });

  it('against an update of the policy leaves nothing active that it no longer permits', async () => {
    const agent = await story.agent();
    for (const round of rounds) {
      const policy = await story.permit(tool);
      const path = `/api/v1/policies/${policy.id}`;
      const target = { tools: { only: [tool.id] }, actions: { only: ['invoke'] } };
      const replies = await whileAsking(
        round,
        () => story.vend(agent, tool),
        () => story.admin.patch(path, { target }, { 'if-match': '*' }),
      );
      within([201, 403], replies);
      await expectNoneActive('agent_id', agent.id);
    }
  });

  it('against disabling the agent leaves nothing that its return would wake', async () => {
    const permitted = await story.tool();
    await story.permit(permitted);
    for (const round of rounds) {
      const agent = await story.agent();
      const replies = await whileAsking(
        round,
        () => story.vend(agent, permitted),
        async () => {
          const disabled = await story.admin.post(`/api/v1/agents/${agent.id}/disable`, {});
          await story.admin.post(`/api/v1/agents/${agent.id}/enable`, {});
          return disabled;
        },
      );
      within([201, 401], replies);
      await expectNoneActive('agent_id', agent.id);
    }
  });

  it('that is decided anew uses up a quota once', async () => {
    const [agent, counted] = [await story.agent(), await story.tool()];
    const permit = await story.permit(counted);
    const target = { tools: { only: [counted.id] }, actions: { only: ['vend'] } };
    const quota = { name: 'once', kind: 'quota', settings: { limit: 1, per: 'day', of: 'agent' }, target };
    expect((await story.admin.post('/api/v1/policies', quota)).status).toBe(201);
    const database = new Client(story.registry.databaseUrl);
    await database.connect();
    // As another instance changes it, in the transaction that the vend waits for.
    const changed = `
      WITH policy AS (UPDATE policy SET revision = revision + 1 WHERE id = $1),
           announced AS (INSERT INTO "change" (topic, key) VALUES ('policies', $1))
      SELECT pg_notify('change', json_build_array('policies', $1::text)::text)`;
    const vends = await whileLocked(database, 'policy', permit.id, () => [story.vend(agent, counted)], {
      waiting: 1,
      meanwhile: () => database.query(changed, [permit.id]),
    }).finally(() => database.end());
    expect((await vends[0])?.status).toBe(201);
    const decided = 'SELECT allowed FROM access_log WHERE agent_id = $1 AND action = $2';
    expect(await query(story.registry.databaseUrl, decided, [agent.id, 'vend'])).toEqual([{ allowed: true }]);
    expect((await story.vend(agent, counted)).status).toBe(403);
  });

  it('against the deletion of the tool leaves nothing', async () => {
    const agent = await story.agent();
    for (const round of rounds) {
      const doomed = await story.tool();
      await story.permit(doomed);
      const replies = await whileAsking(
        round,
        () => story.vend(agent, doomed),
        () => story.admin.delete(`/api/v1/tools/${doomed.id}`, { 'if-match': '*' }),
      );
      within([201, 403, 404], replies);
      await expectNoneActive('tool_id', doomed.id);
    }
  });
});

describe('vending without cease', () => {
  /** Asks on and on, ten at once, until what runs meanwhile is answered. */
  async function ceaselessly(ask: () => Promise<Reply>, meanwhile: () => Promise<Reply>): Promise<Reply> {
    let over = false;
    const asking = Array.from({ length: 10 }, async () => {
      while (!over) await ask();
    });
    const reply = await meanwhile().finally(() => (over = true));
    await Promise.all(asking);
    return reply;
  }

  it.each<[string, (its: { agent: TestAgent; tool: TestTool; policyId: string }) => Promise<Reply>]>([
    ['the agent is disabled', ({ agent: { id } }) => story.admin.post(`/api/v1/agents/${id}/disable`, {})],
    [
      'the policy is changed',
      ({ policyId }) => story.admin.patch(`/api/v1/policies/${policyId}`, { effect: 'deny' }, { 'if-match': '*' }),
    ],
    [
      'the policy is deleted',
      ({ policyId }) => story.admin.delete(`/api/v1/policies/${policyId}`, { 'if-match': '*' }),
    ],
    [
      'the tool is changed',
      ({ tool: { id } }) => story.admin.patch(`/api/v1/tools/${id}`, { title: 'Another' }, { 'if-match': '*' }),
    ],
    ['the tool is deleted', ({ tool: { id } }) => story.admin.delete(`/api/v1/tools/${id}`, { 'if-match': '*' })],
  ])('keeps nobody waiting: %s', async (_, fell) => {
    const [agent, wanted] = [await story.agent(), await story.tool()];
    const { id: policyId } = await story.permit(wanted);
    expect((await story.vend(agent, wanted)).status).toBe(201);
    const reply = await ceaselessly(
      () => story.vend(agent, wanted),
      () => fell({ agent, tool: wanted, policyId }),
    );
    expect(reply.status).toBeLessThan(300);
  });
});

describe('delegating', () => {
  it('against the deletion of the tool leaves nothing, and stops neither', async () => {
    const agent = await story.agent();
    for (const round of rounds) {
      const doomed = await story.tool();
      await story.permit(doomed);
      const root = (await story.vend(agent, doomed, { delegations: 2 })).body;
      const path = `/api/v1/credentials/${root.id}/delegate`;
      const parent = (await agent.client.post(path, { agentId: agent.id, delegations: 1 })).body;
      const replies = await whileAsking(
        round,
        () => agent.client.post(`/api/v1/credentials/${parent.id}/delegate`, { agentId: helper.id }),
        () => story.admin.delete(`/api/v1/tools/${doomed.id}`, { 'if-match': '*' }),
      );
      within([201, 403, 404, 409], replies);
      await expectNoneActive('tool_id', doomed.id);
    }
  });

  it.each(['root', 'parent'])('against the revocation of the %s leaves no child alive', async (which) => {
    const [permitted, agent] = [await story.tool(), await story.agent()];
    await story.permit(permitted);
    for (const round of rounds) {
      const root = (await story.vend(agent, permitted, { delegations: 2 })).body;
      const path = (id: string) => `/api/v1/credentials/${id}`;
      const own = { agentId: agent.id, delegations: 1 };
      const parent = (await agent.client.post(`${path(root.id)}/delegate`, own)).body;
      const replies = await whileAsking(
        round,
        () => agent.client.post(`${path(parent.id)}/delegate`, { agentId: helper.id }),
        () => agent.client.post(`${path(which === 'root' ? root.id : parent.id)}/revoke`, {}),
      );
      within([201, 409], replies);
      const tokens = replies.filter(({ status }) => status === 201).map(({ body }) => body.token as string);
      expect(await Promise.all(tokens.map((it) => story.isActive(it)))).not.toContain(true);
      if (which === 'root') await expectNoneActive('root_id', root.id);
    }
  });

  it('lends every use of a parent once, however many ask', async () => {
    const [permitted, agent] = [await story.tool(), await story.agent()];
    await story.permit(permitted);
    const parent = (await story.vend(agent, permitted, { delegations: 1, maxUses: 10 })).body;
    const body = { agentId: helper.id, maxUses: 3 };
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => agent.client.post(`/api/v1/credentials/${parent.id}/delegate`, body)),
    );
    within([201, 409], replies);
    const lent = replies.filter(({ status }) => status === 201).map((it) => it.body.maxUses as number);
    expect(lent.sort()).toEqual([1, 3, 3, 3]);
  });
});
