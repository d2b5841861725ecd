import { randomUUID } from 'node:crypto';
import type { ApiClient, ApiReply } from '../support/api-client.js';
import { CredentialStory, type TestTool } from '../support/credential-story.js';
import { importDocument, openApi, operation } from '../support/openapi-documents.js';

const ANY = { 'if-match': '*' };
const INPUT = { input: { sku: 'a' } };

let story: CredentialStory;

beforeAll(async () => {
  story = await CredentialStory.begin();
});
afterAll(() => story.end());

async function tool(...tags: string[]): Promise<TestTool> {
  const made = await story.tool({ tags, authRequired: false });
  await story.permit(made);
  return made;
}

const holder = async (...permissions: string[]) => (await story.agent({ roles: [], permissions })).client;
const outcome = ({ status, body }: ApiReply) => (status < 300 ? status : `${String(status)} ${String(body.code)}`);
const retag = (made: TestTool, ...tags: string[]) => story.admin.patch(`/api/v1/tools/${made.id}`, { tags }, ANY);
const shown = async (client: ApiClient) =>
  (await client.get('/api/v1/tools?limit=100')).body.data.map((it: { id: string }) => it.id);

describe('rights narrowed to a tag', () => {
  it('show and open the tools that have it now', async () => {
    const tag = `t-${randomUUID()}`;
    const [tagged, other] = [await tool(tag, 'x'), await tool(`${tag}x`)];
    const client = await holder(`tool:read:#${tag}`, `tool:invoke:#${tag}`);
    expect(await shown(client)).toEqual([tagged.id]);
    expect(outcome(await client.get(`/api/v1/tools/${tagged.id.toUpperCase()}`))).toBe(200);
    expect(outcome(await client.get(`/api/v1/tools/${other.id}`))).toBe('404 TOOL_NOT_FOUND');
    expect(outcome(await client.post(`/api/v1/tools/${tagged.id}/invocations`, INPUT))).toBe(200);
    expect(outcome(await client.post(`/api/v1/tools/${other.id}/invocations`, INPUT))).toBe('404 TOOL_NOT_FOUND');

    await retag(tagged, 'x');
    await retag(other, tag);
    expect(await shown(client)).toEqual([other.id]);
    expect(outcome(await client.post(`/api/v1/tools/${tagged.id}/invocations`, INPUT))).toBe('404 TOOL_NOT_FOUND');
    expect(outcome(await client.post(`/api/v1/tools/${other.id}/invocations`, INPUT))).toBe(200);
  });

  it('say that a right is missing only of tools that the caller may read', async () => {
    const [tagged, other] = [await tool('finance'), await tool('hr')];
    const client = await holder('tool:read', 'tool:invoke:#finance');
    expect(outcome(await client.post(`/api/v1/tools/${tagged.id}/invocations`, INPUT))).toBe(200);
    const refused = await client.post(`/api/v1/tools/${other.id}/invocations`, INPUT);
    expect(outcome(refused)).toBe('403 INSUFFICIENT_PERMISSION');
    expect(refused.headers.get('www-authenticate')).toContain('scope="tool:invoke"');
    const nothing = await client.post(`/api/v1/tools/${randomUUID()}/invocations`, INPUT);
    expect(outcome(nothing)).toBe('404 TOOL_NOT_FOUND');
    expect(outcome(await client.post('/api/v1/tools/%23finance/invocations', INPUT))).toMatch(/^40[04] /);
  });

  it('vend a credential that opens the tool as long as it has the tag', async () => {
    const tagged = await tool('finance');
    const client = await holder('credential:vend:#finance', 'tool:invoke:#finance');
    const { token } = (await client.post(`/api/v1/tools/${tagged.id}/credentials`, {})).body;
    const invoke = () => client.as(token).post(`/api/v1/tools/${tagged.id}/invocations`, INPUT);
    expect(outcome(await invoke())).toBe(200);
    await retag(tagged, 'hr');
    expect(outcome(await invoke())).toBe('404 TOOL_NOT_FOUND');
  });

  it('reach through a key narrowed to one tool, and no further', async () => {
    const [tagged, other, untagged] = [await tool('finance'), await tool('finance'), await tool('hr')];
    const { id } = await story.agent({ roles: [], permissions: ['tool:*:#finance'] });
    const permissions = [`tool:*:${tagged.id}`, `tool:*:${untagged.id}`];
    const { key } = (await story.admin.post(`/api/v1/agents/${id}/api-keys`, { name: 'one', permissions })).body;
    const client = story.admin.as(key);
    expect(await shown(client)).toEqual([tagged.id]);
    const statuses = [tagged, other, untagged].map(async (it) => (await client.get(`/api/v1/tools/${it.id}`)).status);
    expect(await Promise.all(statuses)).toEqual([200, 404, 404]);
  });

  it('ask about credentials for the tools that have it', async () => {
    const [tagged, other] = [await tool('finance'), await tool('hr')];
    const agent = await story.agent();
    const client = await holder('credential:validate:#finance', `credential:validate:${randomUUID()}`);
    const validate = async (made: TestTool) => {
      const { token } = (await story.vend(agent, made)).body;
      return (await client.post('/api/v1/credentials/validate', { token })).body.active;
    };
    expect([await validate(tagged), await validate(other)]).toEqual([true, false]);
  });

  it('are not widened by those who hold them', async () => {
    const [tagged, named] = [await tool('finance'), await tool('hr')];
    for (const it of [tagged, named]) await story.permit(it, ['manage']);
    const client = await holder('tool:read', 'tool:manage:#finance', `tool:manage:${named.id}`, 'tool:invoke:#finance');
    const path = `/api/v1/tools/${named.id}`;
    for (const tags of [['hr', 'finance'], [], null]) {
      expect(outcome(await client.patch(path, { tags }, ANY))).toBe('403 TAG_CHANGE_REFUSED');
    }
    const definition = { name: named.name, description: 'x', type: 'call', endpoint: story.upstream.url };
    expect(outcome(await client.put(path, definition, ANY))).toBe('403 TAG_CHANGE_REFUSED');
    expect((await story.admin.get(path)).body.tags).toEqual(['hr']);

    expect(outcome(await client.patch(path, { tags: ['hr'], description: 'y' }, ANY))).toBe(200);
    expect(outcome(await client.patch(`/api/v1/tools/${tagged.id}`, { title: 'z' }, ANY))).toBe(200);
  });

  it('are not widened by importing a document again', async () => {
    const documentName = `doc_${randomUUID().slice(0, 8)}`;
    const document = openApi({ '/a': { get: operation('a') } });
    const [made] = (await importDocument(story.admin, document, { documentName, tags: ['hr'] })).body.created;
    await story.permit(made, ['manage']);
    const client = await holder('tool:create', 'tool:read', 'tool:manage:#hr', 'tool:invoke:#finance');
    const again = (tags: string[]) => importDocument(client, changed, { documentName, tags });
    const changed = openApi({ '/a': { get: operation('a', { summary: 'Other words.' }) } });
    const { body } = await again(['finance']);
    expect([body.updated, body.skipped]).toEqual([
      [],
      [{ operation: 'GET /a', reason: expect.stringContaining('tags') }],
    ]);
    expect((await again(['hr'])).body.updated).toHaveLength(1);
    expect((await story.admin.get(`/api/v1/tools/${made.id}`)).body.tags).toEqual(['hr']);
  });
});
