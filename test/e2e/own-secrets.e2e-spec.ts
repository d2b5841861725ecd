import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { type HttpUpstream, startHttpUpstream } from '../support/http-upstream.js';
import { query } from '../support/test-database.js';

const NOWHERE = { status: 409, body: { code: 'AGENT_SECRET_MISSING', slot: 'mail' } };

let story: CredentialStory;
let elsewhere: HttpUpstream;
let one: TestAgent;
let other: TestAgent;

beforeAll(async () => {
  elsewhere = await startHttpUpstream();
  story = await CredentialStory.begin({}, [elsewhere]);
  [one, other] = [await story.agent(), await story.agent()];
});
afterAll(async () => {
  await story.end();
  await elsewhere.close();
});

const pathOf = (tool: TestTool) => `/api/v1/tools/${tool.id}/secrets/mail`;
const declare = (tool: TestTool, slot: object = { holder: 'agent' }) =>
  story.admin.put(pathOf(tool), { placement: 'bearer', ...slot });
const put = (agent: TestAgent, tool: TestTool, value: string) => agent.client.put(`${pathOf(tool)}/own`, { value });
const own = (agent: TestAgent, tool: TestTool) => agent.client.get(`${pathOf(tool)}/own`);
const invoke = (agent: TestAgent, tool: TestTool) => story.invoke(agent.client.token ?? '', tool);
const sent = (upstream = story.upstream) => upstream.requests.at(-1)?.headers.authorization;

/** A tool that acts on behalf of its callers. */
async function delegate(): Promise<TestTool> {
  const tool = await story.tool({ authRequired: false });
  await story.permit(tool);
  expect(await declare(tool)).toMatchObject({ status: 200, body: { holder: 'agent', attached: true } });
  return tool;
}

/** Values in the store, known or not. */
async function valuesOf(tool: TestTool): Promise<number> {
  const [row] = await query<{ n: number }>(
    story.registry.databaseUrl,
    `SELECT ((SELECT count(*) FROM secret_value WHERE tool_id = '${tool.id}')
      + (SELECT count(*) FROM secret_disposal WHERE tool_id = '${tool.id}'))::int AS n`,
  );
  return row?.n ?? -1;
}

describe('a secret of an agent', () => {
  it('travels with its own calls alone, masked in the answer', async () => {
    const tool = await delegate();
    await put(one, tool, 'value-of-the-one');
    await put(other, tool, 'value-of-the-other');
    for (const [agent, value] of [
      [one, 'value-of-the-one'],
      [other, 'value-of-the-other'],
    ] as const) {
      const { status, body } = await invoke(agent, tool);
      expect([status, sent()]).toEqual([200, `Bearer ${value}`]);
      expect(JSON.stringify(body)).not.toContain(value);
      expect(JSON.stringify(body)).toContain('[secret]');
    }
  });

  it('is never that of whoever delegated the credential', async () => {
    const tool = await delegate();
    await put(one, tool, 'value-of-the-one');
    const root = (await story.vend(one, tool, { delegations: 1 })).body;
    const child = await one.client.post(`/api/v1/credentials/${root.id}/delegate`, { agentId: other.id });
    expect(await story.invoke(child.body.token, tool)).toMatchObject(NOWHERE);
    await put(other, tool, 'value-of-the-other');
    expect((await story.invoke(child.body.token, tool)).status).toBe(200);
    expect(sent()).toBe('Bearer value-of-the-other');
  });

  it('that is missing keeps the call from being made, and takes no use', async () => {
    const tool = await delegate();
    const { token } = (await story.vend(one, tool, { maxUses: 1 })).body;
    const before = story.upstream.requests.length;
    expect(await story.invoke(token, tool)).toMatchObject(NOWHERE);
    expect(story.upstream.requests).toHaveLength(before);
    await put(one, tool, 'value-of-the-one');
    expect((await story.invoke(token, tool)).status).toBe(200);
    expect(await invoke(other, tool)).toMatchObject(NOWHERE);
  });

  it('is shown to be there, never what it is, and taken back', async () => {
    const tool = await delegate();
    const absent = { slot: 'mail', placement: 'bearer', name: null, present: false, origin: null, attached: false };
    expect((await own(one, tool)).body).toEqual({ ...absent, updatedAt: null });
    const { status, body } = await put(one, tool, 'value-of-the-one');
    const present = { ...absent, present: true, origin: story.upstream.url, attached: true };
    expect([status, body]).toEqual([200, { ...present, updatedAt: expect.any(String) }]);
    expect((await own(one, tool)).body).toEqual(body);
    expect((await own(other, tool)).body.present).toBe(false);

    expect((await other.client.delete(`${pathOf(tool)}/own`)).status).toBe(404);
    expect((await one.client.delete(`${pathOf(tool)}/own`)).status).toBe(204);
    expect(await invoke(one, tool)).toMatchObject(NOWHERE);
    expect(await valuesOf(tool)).toBe(0);
  });

  it('stays behind when the endpoint moves, until it is put again', async () => {
    const tool = await delegate();
    await put(one, tool, 'value-of-the-one');
    await story.admin.patch(`/api/v1/tools/${tool.id}`, { endpoint: elsewhere.url }, { 'if-match': '*' });
    await invoke(one, tool);
    expect(sent(elsewhere)).toBeUndefined();
    expect((await own(one, tool)).body).toMatchObject({ present: true, attached: false });

    await declare(tool);
    const before = elsewhere.requests.length;
    expect(await invoke(one, tool)).toMatchObject(NOWHERE);
    expect(elsewhere.requests).toHaveLength(before);
    await put(one, tool, 'value-of-the-one');
    await invoke(one, tool);
    expect(sent(elsewhere)).toBe('Bearer value-of-the-one');
  });

  it('ends when the slot becomes the tool’s, and the tool’s when it becomes the agents’', async () => {
    const tool = await delegate();
    await put(one, tool, 'value-of-the-one');
    await declare(tool, { value: 'value-of-the-tool' });
    await invoke(one, tool);
    expect(sent()).toBe('Bearer value-of-the-tool');
    expect((await put(one, tool, 'value-of-the-one')).body.code).toBe('SECRET_NOT_FOUND');
    await declare(tool);
    expect(await invoke(one, tool)).toMatchObject(NOWHERE);
    expect(await valuesOf(tool)).toBe(0);
  });

  it('is put by those only who may vend or invoke, for themselves, and by no vended credential', async () => {
    const tool = await story.tool({ authRequired: false });
    await declare(tool);
    expect((await put(one, tool, 'value-of-the-one')).body.code).toBe('ACCESS_DENIED');
    await story.permit(tool, ['vend']);
    const { token } = (await story.vend(one, tool)).body;
    expect((await put(one, tool, 'value-of-the-one')).status).toBe(200);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const body = method === 'PUT' ? { value: 'by-a-credential' } : undefined;
      expect((await story.admin.as(token).send(method, `${pathOf(tool)}/own`, body)).status).toBe(403);
    }
  });

  it.each([
    [{ value: 'short' }, 400],
    [{ value: 'line\r\nX-Injected: 1' }, 400],
    [{}, 400],
    [{ value: 'a-good-value', agentId: 'another' }, 400],
  ])('is refused as %j', async (body, status) => {
    expect((await one.client.put(`${pathOf(await delegate())}/own`, body)).status).toBe(status);
  });

  it('is refused where its slot is for user and password', async () => {
    const tool = await delegate();
    await declare(tool, { holder: 'agent', placement: 'basic' });
    const errors = [{ pointer: '/value', code: 'FITS_PLACEMENT' }];
    expect(await put(one, tool, 'no-colon-in-it')).toMatchObject({ status: 400, body: { errors } });
    expect((await put(one, tool, 'user:password')).status).toBe(200);
  });
});

describe('no value is left behind', () => {
  it('by an agent that is deleted', async () => {
    const [tool, agent] = [await delegate(), await story.agent()];
    await put(agent, tool, 'value-of-the-late');
    expect(await valuesOf(tool)).toBe(1);
    expect((await story.admin.delete(`/api/v1/agents/${agent.id}`, { 'if-match': '*' })).status).toBe(204);
    expect(await valuesOf(tool)).toBe(0);
  });

  it('by a tool or a slot that is deleted', async () => {
    const [tool, slotted] = [await delegate(), await delegate()];
    for (const it of [tool, slotted]) await put(one, it, 'value-of-the-one');
    await story.admin.put(`/api/v1/tools/${tool.id}/secrets/key`, {
      value: 'of-the-tool',
      placement: 'query',
      name: 'k',
    });
    expect(await valuesOf(tool)).toBe(2);
    expect((await story.admin.delete(`/api/v1/tools/${tool.id}`, { 'if-match': '*' })).status).toBe(204);
    expect((await story.admin.delete(pathOf(slotted))).status).toBe(204);
    expect([await valuesOf(tool), await valuesOf(slotted)]).toEqual([0, 0]);
  });

  it('by values put while others are put, or the tool or the slot is deleted', async () => {
    for (const end of ['tool', 'slot', 'nothing']) {
      const tool = await delegate();
      const putting = Array.from({ length: 8 }, (_, n) => put(n % 2 ? one : other, tool, `value-number-${n}`));
      const ends = end === 'tool' ? `/api/v1/tools/${tool.id}` : pathOf(tool);
      const ending = end === 'nothing' ? undefined : story.admin.delete(ends, { 'if-match': '*' });
      const replies = await Promise.all(putting);
      await ending;
      expect(replies.filter(({ status }) => ![200, 404].includes(status))).toEqual([]);
      expect([end, await valuesOf(tool)]).toEqual([end, end === 'nothing' ? 2 : 0]);
    }
  });

  it('by a value that finds its place taken', async () => {
    const tool = await delegate();
    const rival = { value: 'value-of-a-rival', placement: 'basic' };
    expect((await story.admin.put(`/api/v1/tools/${tool.id}/secrets/rival`, rival)).status).toBe(400);
    const taken = await story.admin.put(`/api/v1/tools/${tool.id}/secrets/rival`, { ...rival, value: 'user:password' });
    expect(taken.body.code).toBe('SECRET_PLACEMENT_TAKEN');
    expect(await valuesOf(tool)).toBe(0);
  });
});
