import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';

let story: CredentialStory;
let tool: TestTool;
let holder: TestAgent;
let other: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin();
  [tool, holder, other] = [await story.tool(), await story.agent(), await story.agent()];
  await story.permit(tool);
});
afterAll(() => story.end());

const vended = async (body: object = {}) => (await story.vend(holder, tool, { ...body })).body;
const lookUp = (by: TestAgent['client'], body: object) => by.post('/api/v1/credentials/lookup', body);

describe('looking up', () => {
  it('shows by accessor whosever it is, by token the own; takes no use and shows no secret', async () => {
    const { id, token, accessor, leaseId } = await vended({ maxUses: 1 });
    for (const [by, body] of [
      [other.client, { accessor }],
      [holder.client, { accessor }],
      [holder.client, { token }],
      [story.admin, { token }],
    ] as const) {
      const reply = await lookUp(by, body);
      expect(reply).toMatchObject({ status: 200, body: { id, leaseId, usesLeft: 1, status: 'active' } });
      expect(JSON.stringify(reply.body)).not.toMatch(/tr[caw]_/);
    }
  });

  it('finds a JWT, and what has ended', async () => {
    const { id, token, accessor } = await vended({ format: 'jwt', ttlSeconds: 60 });
    expect((await lookUp(holder.client, { token })).body).toMatchObject({ id, format: 'jwt', renewable: false });
    await holder.client.post(`/api/v1/credentials/${id}/revoke`, {});
    expect((await lookUp(other.client, { accessor })).body).toMatchObject({ id, status: 'revoked' });
  });

  it('says the same of whatever is not found or not shown', async () => {
    const { token, accessor } = await vended();
    const wrong = (text: string) => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');
    const bodies = [{ token }, { token: accessor }, { accessor: token }, { accessor: wrong(accessor) }, { token: '' }];
    const replies = await Promise.all(bodies.map((it) => lookUp(other.client, it)));
    const told = replies.map(({ status, body }) => ({ status, ...body, requestId: '' }));
    expect(new Set(told.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(told[0]).toMatchObject({ status: 404, code: 'CREDENTIAL_NOT_FOUND' });
  });

  it.each([
    [{}, '/accessor'],
    [{ accessor: 'a', token: 'b' }, '/token'],
    [{ accessor: null }, '/accessor'],
    [{ accessor: 1 }, '/accessor'],
    [{ token: ['x'] }, '/token'],
    [{ token: 'x'.repeat(4097) }, '/token'],
  ])('refuses %j', async (body, pointer) => {
    const reply = await lookUp(holder.client, body);
    expect({ status: reply.status, pointer: reply.body.errors?.[0].pointer }).toEqual({ status: 400, pointer });
  });
});

describe('the list', () => {
  const idsOf = async (query: string, by = story.admin) => {
    const { status, body } = await by.get(`/api/v1/credentials?toolId=${tool.id}&${query}`);
    expect(status).toBe(200);
    return body.data.map((it: { id: string }) => it.id);
  };

  it('is narrowed by parent, format and expiry', async () => {
    const parent = await vended({ delegations: 1, ttlSeconds: 800 });
    const path = `/api/v1/credentials/${parent.id}/delegate`;
    const { body: child } = await holder.client.post(path, { agentId: other.id });
    const signed = await vended({ format: 'jwt', ttlSeconds: 10 });
    expect(await idsOf(`parentId=${parent.id}`)).toEqual([child.id]);
    expect(await idsOf(`parentId=${parent.id}`, holder.client)).toEqual([]);
    expect(await idsOf(`parentId=${parent.id}`, other.client)).toEqual([child.id]);
    expect(await idsOf('format=jwt')).toContain(signed.id);
    expect(await idsOf('format=jwt')).not.toContain(parent.id);
    const soon = new Date(Date.now() + 20_000).toISOString();
    expect(await idsOf(`expiresBefore=${encodeURIComponent(soon)}`)).toEqual([signed.id]);
  });

  it.each([
    ['parentId', 'x'],
    ['format', 'paper'],
    ['expiresBefore', 'soon'],
    ['expiresBefore', '2026-02-31T00:00:00Z'],
  ])('refuses %s=%s', async (name, value) => {
    const reply = await story.admin.get(`/api/v1/credentials?${name}=${value}`);
    expect(reply.status).toBe(400);
  });
});
