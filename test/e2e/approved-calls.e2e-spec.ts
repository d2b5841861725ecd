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
