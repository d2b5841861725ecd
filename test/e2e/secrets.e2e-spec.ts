import { CredentialStory, type TestTool } from '../support/credential-story.js';
import { type HttpUpstream, startHttpUpstream } from '../support/http-upstream.js';

const SECRET = 'wh_live/5f2d+8f5c=7c11';

let story: CredentialStory;
let elsewhere: HttpUpstream;

beforeAll(async () => {
  elsewhere = await startHttpUpstream();
  story = await CredentialStory.begin({}, [elsewhere]);
});
afterAll(async () => {
  await story.end();
  await elsewhere.close();
});

async function open(definition: Readonly<Record<string, unknown>> = {}): Promise<TestTool> {
  const tool = await story.tool({ authRequired: false, ...definition });
  await story.permit(tool);
  return tool;
}

const put = (tool: TestTool, secret: Readonly<Record<string, unknown>>, slot = 'key') =>
  story.admin.put(`/api/v1/tools/${tool.id}/secrets/${slot}`, { value: SECRET, placement: 'bearer', ...secret });
const list = async (tool: TestTool) => (await story.admin.get(`/api/v1/tools/${tool.id}/secrets`)).body.data;
const invoke = (tool: TestTool) => story.invoke(story.admin.token ?? '', tool);

describe('a secret', () => {
  it.each([
    [{ placement: 'header', name: 'X-Key' }, { 'x-key': SECRET }],
    [{ placement: 'bearer' }, { authorization: `Bearer ${SECRET}` }],
    [
      { placement: 'basic', value: `user:${SECRET}` },
      { authorization: `Basic ${Buffer.from(`user:${SECRET}`).toString('base64')}` },
    ],
  ])('placed as %j reaches the tool, and nobody sees it in the answer', async (placed, headers) => {
    const tool = await open();
    expect(await put(tool, placed)).toMatchObject({ status: 200 });
    const { status, body } = await invoke(tool);
    expect(status).toBe(200);
    expect(story.upstream.requests.at(-1)?.headers).toMatchObject(headers);
    const answer = JSON.stringify(body);
    for (const value of [SECRET, ...Object.values(headers)]) expect(answer).not.toContain(value);
    expect(answer).toContain('[secret]');
  });

  it('placed in the query reaches the tool', async () => {
    const tool = await open({ endpoint: `${story.upstream.url}/stock?all=1` });
    await put(tool, { placement: 'query', name: 'api_key' });
    const { body } = await invoke(tool);
    const url = new URL(story.upstream.requests.at(-1)?.url ?? '', story.upstream.url);
    expect(Object.fromEntries(url.searchParams)).toEqual({ all: '1', api_key: SECRET });
    expect(body.output.url).toBe('/stock?all=1&api_key=[secret]');
  });

  it('placed nowhere is for the tool type alone', async () => {
    const tool = await open({ settings: { misbehave: 'slot' } });
    await put(tool, { placement: 'none' });
    expect((await invoke(tool)).body.output).toEqual({ slot: '[secret]' });
    const { headers } = (await invoke(await open())).body.output;
    expect(JSON.stringify(headers)).not.toContain('wh_live');
  });

  it('goes to the origin of the endpoint only, wherever the tool type calls', async () => {
    const tool = await open({ settings: { url: `${elsewhere.url}/collect` } });
    await put(tool, {});
    expect((await invoke(tool)).status).toBe(200);
    expect(JSON.stringify(elsewhere.requests.at(-1))).not.toContain(SECRET);
    expect(elsewhere.requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  it('stays behind when the endpoint moves, until it is set again', async () => {
    const tool = await open();
    await put(tool, {});
    const moved = { endpoint: elsewhere.url };
    expect((await story.admin.patch(`/api/v1/tools/${tool.id}`, moved, { 'if-match': '*' })).status).toBe(200);
    expect(await list(tool)).toEqual([expect.objectContaining({ origin: story.upstream.url, attached: false })]);
    await invoke(tool);
    expect(elsewhere.requests.at(-1)?.headers.authorization).toBeUndefined();

    await put(tool, {});
    expect(await list(tool)).toEqual([expect.objectContaining({ origin: elsewhere.url, attached: true })]);
    await invoke(tool);
    expect(elsewhere.requests.at(-1)?.headers.authorization).toBe(`Bearer ${SECRET}`);
  });

  it('is replaced and removed at once, and never shown', async () => {
    const tool = await open();
    const first = await put(tool, {});
    expect(first.body).toEqual({
      slot: 'key',
      holder: 'tool',
      placement: 'bearer',
      name: null,
      origin: story.upstream.url,
      attached: true,
      updatedAt: expect.any(String),
    });
    await put(tool, { value: 'another-value' });
    await invoke(tool);
    expect(story.upstream.requests.at(-1)?.headers.authorization).toBe('Bearer another-value');

    const path = `/api/v1/tools/${tool.id}/secrets/key`;
    expect((await story.admin.get(path)).status).toBe(405);
    expect((await story.admin.delete(path)).status).toBe(204);
    expect(await story.admin.delete(path)).toMatchObject({ status: 404, body: { code: 'SECRET_NOT_FOUND' } });
    expect(await list(tool)).toEqual([]);
    await invoke(tool);
    expect(story.upstream.requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  it('is listed by pages, each slot once, and by the cursors of its own tool only', async () => {
    const [tool, other] = [await open(), await open()];
    for (const slot of ['c', 'a', 'b']) await put(tool, { placement: 'header', name: `X-${slot}` }, slot);
    const path = `/api/v1/tools/${tool.id}/secrets?limit=2`;
    const first = (await story.admin.get(path)).body;
    const cursor = `&cursor=${first.page.nextCursor}`;
    const second = (await story.admin.get(path + cursor)).body;
    const slots = [...first.data, ...second.data].map((it: { slot: string }) => it.slot);
    expect([slots, second.page]).toEqual([['a', 'b', 'c'], { nextCursor: null, hasMore: false }]);
    const foreign = await story.admin.get(path.replace(tool.id, other.id) + cursor);
    expect([foreign.status, foreign.body.code]).toEqual([400, 'INVALID_CURSOR']);
  });

  it('does not take the place of another', async () => {
    const tool = await open();
    await put(tool, { placement: 'header', name: 'X-Key' }, 'one');
    const rival = await put(tool, { placement: 'header', name: 'x-key' }, 'two');
    expect(rival).toMatchObject({ status: 409, body: { code: 'SECRET_PLACEMENT_TAKEN' } });
    expect(await put(tool, { placement: 'query', name: 'X-Key' }, 'two')).toMatchObject({ status: 200 });
  });

  it('is set by those only who may manage the tool and its secrets', async () => {
    const tool = await open();
    const path = `/api/v1/tools/${tool.id}/secrets`;
    const secret = { value: SECRET, placement: 'bearer' };
    const user = await story.agent({ roles: ['user'] });
    const publisher = await story.agent({ roles: ['tool_publisher'] });
    expect((await user.client.put(`${path}/key`, secret)).body.code).toBe('INSUFFICIENT_PERMISSION');
    expect((await publisher.client.put(`${path}/key`, secret)).body.code).toBe('ACCESS_DENIED');
    expect((await publisher.client.get(path)).status).toBe(403);
    expect((await publisher.client.delete(`${path}/key`)).status).toBe(403);
  });

  it.each([
    ['/value', { value: 'short' }],
    ['/value', { value: undefined }],
    ['/value', { holder: 'agent' }],
    ['/holder', { holder: 'anybody' }],
    ['/value', { value: 'line\r\nX-Injected: 1' }],
    ['/value', { value: 'schlüssel-wort' }],
    ['/value', { placement: 'basic', value: 'no-colon-in-it' }],
    ['/placement', { placement: 'cookie' }],
    ['/name', { placement: 'header' }],
    ['/name', { placement: 'bearer', name: 'X-Key' }],
    ['/name', { placement: 'header', name: 'X Key' }],
    ['/name', { placement: 'header', name: 'Host' }],
    ['/name', { placement: 'header', name: 'X-Forwarded-For' }],
    ['/origin', { origin: 'https://example.com' }],
  ])('is refused at %s for %j', async (pointer, secret) => {
    const { status, body } = await put(await open(), secret);
    expect(status).toBe(400);
    expect(body.errors.map((it: { pointer: string }) => it.pointer)).toContain(pointer);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  it.each(['1key', 'a%20b', 'x'.repeat(65)])('is refused in the slot %s', async (slot) => {
    expect(await put(await open(), {}, slot)).toMatchObject({ status: 400, body: { errors: [{ pointer: 'slot' }] } });
  });
});
