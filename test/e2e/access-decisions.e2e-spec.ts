import { Clock } from '../../src/common/clock.js';
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
