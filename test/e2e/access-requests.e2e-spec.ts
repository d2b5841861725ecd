import { randomUUID } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import type { ApiClient } from '../support/api-client.js';
import { ApprovalStory } from '../support/approval-story.js';

const PATH = '/api/v1/access-requests';
const REFUND = { order: 4711, amount: 1.5, lines: [{ sku: 'a', count: 2 }] };

let story: ApprovalStory;

beforeAll(async () => {
  story = await ApprovalStory.start();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => story.close());

/** Lets the clock of the first instance run ahead. */
function wait(seconds: number): void {
  const ahead = seconds * 1000;
  jest.spyOn(story.registry.app.get(Clock), 'now').mockImplementation(() => new Date(Date.now() + ahead));
}

describe('asking for access', () => {
  it('opens a tool for the time granted, and no longer', async () => {
    const { asker, approver } = story;
    const tool = await story.tool('access');
    const denied = await story.invoke(asker, tool);
    expect(denied).toMatchObject({
      status: 403,
      body: { code: 'ACCESS_DENIED', reason: { code: 'REQUIREMENT_NOT_MET' } },
    });
    expect(denied.body.remedies).toEqual([
      { code: 'APPROVAL_NEEDED', detail: expect.stringContaining('POST /api/v1/access-requests') },
    ]);
    expect(denied.body.detail).toContain(tool);

    const request = await story.ask(asker, tool);
    expect(request).toMatchObject({ status: 'pending', agentId: story.askerId, toolId: tool, arguments: null });
    expect((await story.invoke(asker, tool)).status).toBe(403);
    const approved = await approver.post(`${PATH}/${request.id}/approve`, { durationSeconds: 60, note: 'Fine.' });
    expect(approved).toMatchObject({
      status: 200,
      body: { status: 'approved', decidedBy: story.approverId, note: 'Fine.' },
    });
    const { decidedAt, grantedUntil } = approved.body;
    expect(Date.parse(grantedUntil) - Date.parse(decidedAt)).toBe(60_000);

    for (let turn = 0; turn < 2; turn++) expect(await story.invoke(asker, tool)).toMatchObject({ status: 200 });
    expect((await story.invoke(approver, tool)).status).toBe(403);
    expect((await story.invoke(asker, await story.tool('access'))).status).toBe(403);
    wait(61);
    expect((await story.invoke(asker, tool)).status).toBe(403);
  });

  it('ends a credential with the grant that it was vended under', async () => {
    const tool = await story.tool('access');
    const request = await story.ask(story.asker, tool, { action: 'vend' });
    const { body } = await story.approver.post(`${PATH}/${request.id}/approve`, { durationSeconds: 30 });
    const vended = await story.asker.post(`/api/v1/tools/${tool}/credentials`, { ttlSeconds: 600 });
    expect(vended).toMatchObject({ status: 201, body: { expiresAt: body.grantedUntil } });
  });

  it('permits by itself where its policy does', async () => {
    const tool = await story.tool('permit');
    expect((await story.invoke(story.asker, tool)).body.remedies).toMatchObject([{ code: 'APPROVAL_NEEDED' }]);
    await story.approve(await story.ask(story.asker, tool));
    expect((await story.invoke(story.asker, tool)).status).toBe(200);
  });

  it('is over at once where a grant is revoked, on every instance', async () => {
    const tool = await story.tool('access');
    const { id } = await story.approve(await story.ask(story.asker, tool));
    const elsewhere = story.elsewhere(story.asker);
    expect((await story.invoke(elsewhere, tool)).status).toBe(200);
    expect(await story.approver.post(`${PATH}/${id}/revoke`)).toMatchObject({
      status: 200,
      body: { status: 'revoked' },
    });
    expect((await story.invoke(elsewhere, tool)).status).toBe(403);
    expect(await story.approver.post(`${PATH}/${id}/revoke`)).toMatchObject({
      status: 409,
      body: { code: 'ACCESS_REQUEST_CLOSED' },
    });
  });

  it.each([
    ['toolId', { toolId: 'x' }],
    ['action', { action: 'discover' }],
    ['justification', { justification: '  ' }],
    ['justification', { justification: 'x'.repeat(2001) }],
    ['durationSeconds', { durationSeconds: 0 }],
    ['durationSeconds', { durationSeconds: 28_801 }],
    ['arguments', { arguments: [] }],
    ['arguments', { arguments: null }],
    ['arguments', { arguments: {}, action: 'vend' }],
    ['arguments', { arguments: { x: 'x'.repeat(9000) } }],
    ['status', { status: 'approved' }],
  ])('refuses a wrong %s', async (member, wrong) => {
    const tool = await story.tool('access');
    const given = { toolId: tool, action: 'invoke', justification: 'x', durationSeconds: 60, ...wrong };
    const { status, body } = await story.asker.post(PATH, given);
    expect({ status, pointers: body.errors?.map((it: { pointer: string }) => it.pointer) }).toEqual({
      status: 400,
      pointers: [`/${member}`],
    });
    expect((await story.asker.get(`${PATH}?toolId=${tool}`)).body.data).toEqual([]);
  });

  it('is for tools only that the agent may discover and read', async () => {
    const hidden = await story.tool('hidden');
    const seen = await story.tool('access');
    const blind = await story.agent(['access-request:create', 'tool:read:#other']);
    for (const [client, toolId] of [
      [story.asker, hidden],
      [story.asker, randomUUID()],
      [blind.client, seen],
    ] as const) {
      const reply = await client.post(PATH, { toolId, action: 'invoke', justification: 'x', durationSeconds: 60 });
      expect(reply).toMatchObject({ status: 404, body: { code: 'REQUESTED_TOOL_NOT_FOUND' } });
    }
  });
});

describe('deciding', () => {
  const refusal = { status: 403, body: { code: 'DECISION_NOT_INDEPENDENT' } };

  it('is for nobody about an own request', async () => {
    const both = await story.agent(['access-request:*', 'tool:read']);
    const { id } = await story.ask(both.client, await story.tool('access'));
    expect(await both.client.post(`${PATH}/${id}/approve`, {})).toMatchObject(refusal);
    expect(await both.client.post(`${PATH}/${id}/reject`, { note: 'x' })).toMatchObject(refusal);
    expect((await story.approver.get(`${PATH}/${id}`)).body.status).toBe('pending');
  });

  it('is for no agent that the asker owns, at however many removes', async () => {
    const first = await story.agent(['access-request:decide'], { ownerId: story.askerId });
    const second = await story.agent(['access-request:decide'], { ownerId: first.id });
    const { id } = await story.ask(story.asker, await story.tool('access'));
    expect(await first.client.post(`${PATH}/${id}/approve`, {})).toMatchObject(refusal);
    expect(await second.client.post(`${PATH}/${id}/approve`, {})).toMatchObject(refusal);
  });

  it('is for nobody by a delegate, nor for one who acted for the asker', async () => {
    const delegate = await story.agent(['access-request:*', 'tool:read', 'self:read']);
    const owner = await story.agent(['access-request:*', 'tool:read', 'self:read']);
    const acting = await story.actingFor(delegate, owner);
    const { id } = await story.ask(story.asker, await story.tool('access'));
    expect(await acting.post(`${PATH}/${id}/approve`, {})).toMatchObject(refusal);
    const asked = await story.ask(acting, await story.tool('access'));
    expect(asked).toMatchObject({ agentId: owner.id, actorIds: [delegate.id] });
    expect(await delegate.client.post(`${PATH}/${asked.id}/approve`, {})).toMatchObject(refusal);
    const mine = await delegate.client.get(`${PATH}?view=to_decide&agentId=${owner.id}`);
    expect(mine.body.data).toEqual([]);
  });

  it('needs the permission', async () => {
    const { id } = await story.ask(story.asker, await story.tool('access'));
    const reader = await story.agent(['access-request:create', 'access-request:read']);
    expect(await reader.client.post(`${PATH}/${id}/approve`, {})).toMatchObject({
      status: 403,
      body: { code: 'INSUFFICIENT_PERMISSION' },
    });
    expect((await reader.client.get(`${PATH}/${id}`)).status).toBe(404);
    expect((await reader.client.post(`${PATH}/${id}/cancel`)).status).toBe(404);
    expect((await story.approver.get(`${PATH}/${id}`)).body.status).toBe('pending');
  });

  it('is done once, however many decide at once', async () => {
    const { id } = await story.ask(story.asker, await story.tool('access'));
    const elsewhere = story.elsewhere(story.approver);
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, turn) => {
        const client = turn % 2 ? story.approver : elsewhere;
        return turn % 3
          ? client.post(`${PATH}/${id}/approve`, {})
          : client.post(`${PATH}/${id}/reject`, { note: 'No.' });
      }),
    );
    expect(replies.map((it) => it.status).sort()).toEqual([200, ...Array<number>(11).fill(409)]);
    const { body } = await story.admin.get('/api/v1/audit?limit=100');
    const steps = body.data.filter((it: { subject: { id: string } }) => it.subject.id === id);
    expect(steps).toHaveLength(2);
  });

  it('grants no more than was asked for', async () => {
    const { id } = await story.ask(story.asker, await story.tool('access'));
    const reply = await story.approver.post(`${PATH}/${id}/approve`, { durationSeconds: 601 });
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ pointer: '/durationSeconds' }] } });
  });

  it.each(['reject', 'cancel'])('leaves nothing to approve: %s', async (step) => {
    const { id } = await story.ask(story.asker, await story.tool('access'));
    const client = step === 'cancel' ? story.asker : story.approver;
    expect((await client.post(`${PATH}/${id}/${step}`, step === 'reject' ? { note: 'No.' } : undefined)).status).toBe(
      200,
    );
    const late = await story.approver.post(`${PATH}/${id}/approve`, {});
    expect(late).toMatchObject({ status: 409, body: { code: 'ACCESS_REQUEST_CLOSED' } });
  });

  it('is too late once the request has expired', async () => {
    const { id } = await story.ask(story.asker, await story.tool('access'));
    wait(86_401);
    const late = await story.approver.post(`${PATH}/${id}/approve`, {});
    expect(late).toMatchObject({ status: 409, body: { code: 'ACCESS_REQUEST_CLOSED' } });
    expect(late.body.detail).toContain('expired');
    expect((await story.approver.get(`${PATH}/${id}`)).body.status).toBe('expired');
    const ids = async (query: string) =>
      (await story.approver.get(`${PATH}?limit=100&${query}`)).body.data.map((it: { id: string }) => it.id);
    expect(await ids('status=expired')).toContain(id);
    expect(await ids('status=pending')).not.toContain(id);
    expect(await ids('view=to_decide')).not.toContain(id);
  });

  it('is not for a tool that was hidden from the agent meanwhile', async () => {
    const tool = await story.tool('access');
    const asked = await story.ask(story.asker, tool);
    const granted = await story.approve(await story.ask(story.asker, tool));
    await story.hide(tool);
    expect(await story.approver.post(`${PATH}/${asked.id}/approve`, {})).toMatchObject({ status: 404 });
    expect((await story.invoke(story.asker, tool)).status).toBe(404);
    expect((await story.approver.get(`${PATH}/${granted.id}`)).body.status).toBe('approved');
  });

  it('comes to nothing where the agent was disabled meanwhile, also once it is enabled again', async () => {
    const agent = await story.agent(['access-request:create', 'tool:read', 'tool:invoke']);
    const tool = await story.tool('access');
    const pending = await story.ask(agent.client, tool);
    const granted = await story.approve(await story.ask(agent.client, tool));
    expect((await story.admin.post(`/api/v1/agents/${agent.id}/disable`)).status).toBe(200);
    expect((await story.approver.post(`${PATH}/${pending.id}/approve`, {})).status).toBe(404);
    await story.admin.post(`/api/v1/agents/${agent.id}/enable`);
    expect((await story.approver.post(`${PATH}/${pending.id}/approve`, {})).body.code).toBe('ACCESS_REQUEST_CLOSED');
    expect((await story.approver.get(`${PATH}/${pending.id}`)).body.status).toBe('cancelled');
    expect((await story.approver.get(`${PATH}/${granted.id}`)).body.status).toBe('revoked');
  });

  it.each(['agents', 'tools'])('leaves nothing behind of deleted %s', async (folder) => {
    const agent = await story.agent(['access-request:create', 'tool:read']);
    const tool = await story.tool('access');
    const { id } = await story.approve(await story.ask(agent.client, tool));
    const gone = folder === 'agents' ? agent.id : tool;
    expect((await story.admin.delete(`/api/v1/${folder}/${gone}`, { 'if-match': '*' })).status).toBe(204);
    expect((await story.approver.get(`${PATH}/${id}`)).status).toBe(404);
  });
});

describe('an approval of one call', () => {
  it('opens exactly that call, once, however its arguments are spelled', async () => {
    const tool = await story.tool('call');
    const { id } = await story.approve(await story.ask(story.asker, tool, { arguments: REFUND }));
    expect((await story.invoke(story.asker, tool, { ...REFUND, amount: 1.51 })).status).toBe(403);
    expect((await story.invoke(story.asker, tool, { ...REFUND, extra: null })).status).toBe(403);
    expect((await story.invoke(story.asker, tool, {})).status).toBe(403);
    const spelled = '{"input":{"lines":[{"count":2.0,"sku":"\\u0061"}],"amount":15e-1,"order":4711.0}}';
    expect((await story.invokeText(story.asker, tool, spelled)).status).toBe(200);
    expect((await story.approver.get(`${PATH}/${id}`)).body.usedAt).not.toBeNull();
    const replayed = await story.invoke(story.asker, tool, REFUND);
    expect(replayed).toMatchObject({ status: 403, body: { remedies: [{ code: 'APPROVAL_NEEDED' }] } });
    expect((await story.approver.post(`${PATH}/${id}/revoke`)).status).toBe(409);
  });

  it('is no approval of access, nor the other way round', async () => {
    const [forCall, forAccess] = [await story.tool('call'), await story.tool('access')];
    await story.approve(await story.ask(story.asker, forCall));
    await story.approve(await story.ask(story.asker, forAccess, { arguments: REFUND }));
    expect((await story.invoke(story.asker, forCall, REFUND)).status).toBe(403);
    expect((await story.invoke(story.asker, forAccess, REFUND)).status).toBe(403);
    await story.approve(await story.ask(story.asker, forCall, { action: 'vend' }));
    expect((await story.asker.post(`/api/v1/tools/${forCall}/credentials`, {})).status).toBe(403);
  });

  it('is used by one of many that come at once over two instances, and by none that ask what if', async () => {
    const tool = await story.tool('call');
    await story.approve(await story.ask(story.asker, tool, { arguments: REFUND }));
    await story.approve(await story.ask(story.asker, tool, { arguments: REFUND }));
    const question = { agentId: story.askerId, toolId: tool, action: 'invoke', arguments: REFUND };
    expect((await story.admin.post('/api/v1/policies/evaluate', question)).body.allowed).toBe(true);
    const clients = [story.asker, story.elsewhere(story.asker)];
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => story.invoke(clients[turn % 2] as ApiClient, tool, REFUND)),
    );
    expect(replies.filter((it) => it.status === 200)).toHaveLength(2);
    expect(replies.filter((it) => it.status === 403)).toHaveLength(18);
    expect((await story.admin.post('/api/v1/policies/evaluate', question)).body.allowed).toBe(false);
  });

  it('contents several policies that demand one', async () => {
    const tool = await story.tool('call');
    await story.demand('call', { tools: { only: [tool] }, actions: { only: ['invoke'] } });
    await story.approve(await story.ask(story.asker, tool, { arguments: REFUND }));
    expect((await story.invoke(story.asker, tool, REFUND)).status).toBe(200);
    expect((await story.invoke(story.asker, tool, REFUND)).status).toBe(403);
  });

  it('counts no longer than a policy says', async () => {
    const tool = await story.tool('call');
    await story.demand('call', { tools: { only: [tool] }, actions: { only: ['invoke'] } }, { maxSeconds: 20 });
    await story.approve(await story.ask(story.asker, tool, { arguments: REFUND }));
    wait(21);
    expect((await story.invoke(story.asker, tool, REFUND)).status).toBe(403);
  });

  it('shows its arguments to whoever decides, and in no audit', async () => {
    const tool = await story.tool('call');
    const word = `word-${randomUUID()}`;
    const { id } = await story.ask(story.asker, tool, { arguments: { word } });
    expect((await story.approver.get(`${PATH}/${id}`)).body.arguments).toEqual({ word });
    await story.approver.post(`${PATH}/${id}/approve`, {});
    const { body } = await story.admin.get('/api/v1/audit?limit=100');
    const steps = body.data.filter((it: { subject: { id: string } }) => it.subject.id === id);
    expect(steps.map((it: { action: string }) => it.action).sort()).toEqual([
      'access_request.approved',
      'access_request.created',
    ]);
    expect(JSON.stringify(body)).not.toContain(word);
  });
});

describe('the list', () => {
  it('shows agents their own and deciders everything, page by page, filtered', async () => {
    const agent = await story.agent(['access-request:create', 'access-request:read', 'tool:read']);
    const tool = await story.tool('access');
    const ids: string[] = [];
    for (let turn = 0; turn < 3; turn++) ids.push((await story.ask(agent.client, tool)).id);
    await story.ask(story.asker, tool);
    const idsOf = ({ body }: { body: any }) => body.data.map((it: { id: string }) => it.id);
    expect(idsOf(await agent.client.get(PATH))).toEqual(ids);
    const first = await agent.client.get(`${PATH}?limit=2`);
    const rest = await agent.client.get(`${PATH}?limit=2&cursor=${first.body.page.nextCursor}`);
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(ids);
    expect(idsOf(await story.approver.get(`${PATH}?toolId=${tool}`))).toHaveLength(4);
    expect(idsOf(await story.approver.get(`${PATH}?toolId=${tool}&agentId=${agent.id}&view=to_decide`))).toEqual(ids);
    expect(idsOf(await story.approver.get(`${PATH}?view=mine`))).toEqual([]);
    expect(idsOf(await agent.client.get(`${PATH}?agentId=${story.askerId}`))).toEqual([]);
    expect(idsOf(await agent.client.get(`${PATH}?view=to_decide`))).toEqual([]);
    expect(idsOf(await agent.client.get(`${PATH}?status=rejected`))).toEqual([]);
  });
});
