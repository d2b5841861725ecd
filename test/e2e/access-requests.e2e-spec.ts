import { randomUUID } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import type { ApiReply } from '../support/api-client.js';
import { ApprovalStory } from '../support/approval-story.js';

const PATH = '/api/v1/access-requests';

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
    const shown = async (status: string) =>
      (await asker.get(`${PATH}?toolId=${tool}&status=${status}`)).body.data.map((it: { status: string }) => it.status);
    expect([await shown('approved'), await shown('ended')]).toEqual([['approved'], []]);
    wait(61);
    expect([await shown('approved'), await shown('ended')]).toEqual([[], ['ended']]);
    expect((await asker.get(`${PATH}/${request.id}`)).body.status).toBe('ended');
    expect((await story.invoke(asker, tool)).status).toBe(403);
  });

  it('ends a credential with the grant that it was vended under', async () => {
    const tool = await story.tool('access');
    const request = await story.ask(story.asker, tool, { action: 'vend' });
    const { body } = await story.approver.post(`${PATH}/${request.id}/approve`, { durationSeconds: 30 });
    const vended = await story.asker.post(`/api/v1/tools/${tool}/credentials`, { ttlSeconds: 600 });
    expect(vended).toMatchObject({ status: 201, body: { expiresAt: body.grantedUntil } });
  });

  it('ends a credential where the grant that it was vended under is revoked', async () => {
    const [tool, other] = [await story.tool('access'), await story.tool('access')];
    const vend = async (toolId: string) => {
      const grant = await story.approve(await story.ask(story.asker, toolId, { action: 'vend' }));
      const { body } = await story.asker.post(`/api/v1/tools/${toolId}/credentials`, {});
      return { grant, path: `/api/v1/credentials/${body.id}` };
    };
    const [ended, left] = [await vend(tool), await vend(other)];
    const use = await story.approve(await story.ask(story.asker, tool));
    await story.approver.post(`${PATH}/${use.id}/revoke`);
    expect((await story.admin.get(ended.path)).body).toMatchObject({ status: 'active' });
    await story.approver.post(`${PATH}/${ended.grant.id}/revoke`);
    expect((await story.admin.get(ended.path)).body).toMatchObject({
      ...{ status: 'revoked', revokeReason: 'access_revoked' },
    });
    expect((await story.admin.get(left.path)).body).toMatchObject({ status: 'active' });
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

  it.each<[string, string, object, boolean]>([
    ['for access', 'access', {}, true],
    ['for a call where access is to be approved', 'access', { arguments: {} }, false],
    ['for a call', 'call', { arguments: {} }, true],
    ['for another action', 'access', { action: 'manage' }, false],
    ['for a tool without approvals', 'free', {}, false],
  ])('warns of a request %s that opens nothing', async (_case, tag, given, opens) => {
    const { warnings } = await story.ask(story.asker, await story.tool(tag), given);
    expect(warnings.map((it: { code: string }) => it.code)).toEqual(opens ? [] : ['NOTHING_TO_OPEN']);
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

describe('the list', () => {
  it('shows agents their own and deciders everything, page by page, filtered', async () => {
    const agent = await story.agent(['access-request:create', 'access-request:read', 'tool:read']);
    const tool = await story.tool('access');
    const ids: string[] = [];
    for (let turn = 0; turn < 3; turn++) ids.push((await story.ask(agent.client, tool)).id);
    await story.ask(story.asker, tool);
    const idsOf = ({ body }: ApiReply) => body.data.map((it: { id: string }) => it.id);
    expect(idsOf(await agent.client.get(PATH))).toEqual(ids);
    const first = await agent.client.get(`${PATH}?limit=2`);
    const rest = await agent.client.get(`${PATH}?limit=2&cursor=${first.body.page.nextCursor}`);
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(ids);
    expect(idsOf(await story.approver.get(`${PATH}?toolId=${tool}`))).toHaveLength(4);
    expect(idsOf(await story.approver.get(`${PATH}?toolId=${tool}&agentId=${agent.id}&view=to_decide`))).toEqual(ids);
    expect(idsOf(await story.approver.get(`${PATH}?view=mine`))).toEqual([]);
    const auditor = await story.agent([], { roles: ['auditor'] });
    expect(idsOf(await auditor.client.get(`${PATH}?agentId=${agent.id}`))).toEqual(ids);
    expect((await auditor.client.get(`${PATH}/${ids[0]}`)).status).toBe(200);
    expect((await auditor.client.post(`${PATH}/${ids[0]}/approve`, {})).status).toBe(403);
    expect(idsOf(await agent.client.get(`${PATH}?agentId=${story.askerId}`))).toEqual([]);
    expect(idsOf(await agent.client.get(`${PATH}?view=to_decide`))).toEqual([]);
    expect(idsOf(await agent.client.get(`${PATH}?status=rejected`))).toEqual([]);
  });
});
