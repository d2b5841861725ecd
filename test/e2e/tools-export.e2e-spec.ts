import { Ajv2020 } from 'ajv/dist/2020.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';
import { registerTool, toolDefinition } from '../support/tools.js';

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

const PATH = '/api/v1/tools';
const schema = {
  type: 'object',
  required: ['X-Id'],
  properties: { 'X-Id': { type: 'string' }, X_Id: { type: 'number' }, city: { type: 'string' } },
};
const strict = { type: 'object', additionalProperties: false, required: ['a'], properties: { a: { type: 'string' } } };
const exported = async (id: string, format: string) => (await admin.get(`${PATH}/${id}?format=${format}`)).body;

describe('a tool in the format of', () => {
  it('mcp', async () => {
    const { id, name } = await registerTool(admin, {
      inputSchema: schema,
      title: 'T',
      annotations: { readOnly: true },
    });
    expect((await exported(id, 'mcp')).tool).toEqual({
      ...{ name, title: 'T', description: 'The weather.', inputSchema: schema },
      annotations: { title: 'T', readOnlyHint: true },
    });
  });

  it('openai, strict only where the schema is', async () => {
    const loose = await registerTool(admin, { inputSchema: schema });
    const tight = await registerTool(admin, { inputSchema: strict });
    expect(await exported(tight.id, 'openai')).toMatchObject({
      tool: {
        type: 'function',
        function: { name: tight.name, description: 'The weather.', parameters: strict, strict: true },
      },
      ...{ aliases: [], portability: [] },
    });
    expect(await exported(loose.id, 'openai')).toMatchObject({
      tool: { function: { parameters: schema, strict: false } },
      portability: [{ code: 'NOT_STRICT', pointer: '/inputSchema' }],
    });
  });

  it('anthropic', async () => {
    const { id, name } = await registerTool(admin, { inputSchema: schema });
    const tool = { name, description: 'The weather.', input_schema: schema };
    expect(await exported(id, 'anthropic')).toMatchObject({ tool, aliases: [], portability: [] });
  });

  it('gemini, with other names for parameters that may not be named so', async () => {
    const { id, name } = await registerTool(admin, { inputSchema: schema, outputSchema: { type: 'array' } });
    const { tool, aliases, portability } = await exported(id, 'gemini');
    const { 'X-Id': renamed, ...kept } = schema.properties;
    const parametersJsonSchema = { ...schema, required: ['X_Id_2'], properties: { ...kept, X_Id_2: renamed } };
    expect(tool.functionDeclarations).toEqual([
      { name, description: 'The weather.', parametersJsonSchema, responseJsonSchema: { type: 'array' } },
    ]);
    expect(aliases).toEqual([{ pointer: '/inputSchema/properties/X-Id', name: 'X-Id', alias: 'X_Id_2' }]);
    expect(portability).toEqual([]);
  });

  it('gemini: names further inside stay, and are told of', async () => {
    const inner = { type: 'object', properties: { 'X-Inner': { type: 'string' } } };
    const inputSchema = { type: 'object', properties: { list: { type: 'array', items: inner } } };
    const { id } = await registerTool(admin, { inputSchema });
    const { tool, aliases, portability } = await exported(id, 'gemini');
    expect(tool.functionDeclarations[0].parametersJsonSchema).toEqual(inputSchema);
    const pointer = '/inputSchema/properties/list/items/properties/X-Inner';
    expect({ aliases, portability }).toMatchObject({ aliases: [], portability: [{ code: 'PARAMETER_NAME', pointer }] });
  });

  it('mcp: an answer that is no object is left out, and told of', async () => {
    const { id } = await registerTool(admin, { outputSchema: { type: 'array' } });
    const { tool, portability } = await exported(id, 'mcp');
    expect(tool).not.toHaveProperty('outputSchema');
    expect(portability).toMatchObject([{ code: 'OUTPUT_NOT_AN_OBJECT', pointer: '/outputSchema' }]);
    const structured = await registerTool(admin, { outputSchema: { type: 'object' } });
    expect(await exported(structured.id, 'mcp')).toMatchObject({
      tool: { outputSchema: { type: 'object' } },
      portability: [],
    });
  });

  it.each<[string, object, string, string]>([
    ['openai', { description: 'x'.repeat(1_025) }, 'DESCRIPTION_TOO_LONG', '/description'],
    ['openai', { inputSchema: { type: 'object', oneOf: [{}] } }, 'ROOT_KEYWORD', '/inputSchema/oneOf'],
    ['anthropic', { inputSchema: { type: 'object', anyOf: [{}] } }, 'ROOT_KEYWORD', '/inputSchema/anyOf'],
    [
      'gemini',
      { inputSchema: { type: 'object', $defs: { a: { properties: { 'a.b': {} } } } } },
      'PARAMETER_NAME',
      '/inputSchema/$defs/a/properties/a.b',
    ],
  ])('%s: what it refuses is told', async (format, given, code, pointer) => {
    const { id } = await registerTool(admin, given);
    expect((await exported(id, format)).portability).toContainEqual(expect.objectContaining({ code, pointer }));
  });

  it('anything else: it is refused', async () => {
    const { id } = await registerTool(admin);
    for (const url of [`${PATH}/${id}?format=soap`, `${PATH}/export?format=soap`, `${PATH}/export`]) {
      const { status, body } = await admin.get(url);
      expect([status, body.errors[0].pointer]).toEqual([400, 'format']);
    }
  });
});

describe('all tools', () => {
  it.each(['mcp', 'openai', 'anthropic', 'gemini'])('are paged in %s, and their schemas compile', async (format) => {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; pages < 50 && cursor !== null; pages += 1) {
      const { body } = await admin.get(`${PATH}/export?format=${format}&limit=3${cursor && `&cursor=${cursor}`}`);
      for (const { id, tool } of body.data) {
        seen.push(id);
        const { inputSchema, input_schema: anthropic, function: openai, functionDeclarations: gemini } = tool;
        const parameters = inputSchema ?? anthropic ?? openai?.parameters ?? gemini?.[0].parametersJsonSchema;
        expect(new Ajv2020({ strict: false }).compile(parameters)).toBeInstanceOf(Function);
      }
      cursor = body.page.nextCursor;
    }
    const rows = await query<{ id: string }>(registry.databaseUrl, 'SELECT id FROM tool ORDER BY id');
    expect(seen).toEqual(rows.map(({ id }) => id));
  });

  it('go out as lines that bring them back as they were', async () => {
    await registerTool(admin, {
      ...{
        title: 'Ünïcode "T"',
        tags: ['export-me'],
        scopes: ['a:b'],
        metadata: { a: [1, null] },
        authRequired: false,
      },
      ...{
        version: '2.3.4-rc.1',
        outputSchema: { type: 'array' },
        annotations: { idempotent: false },
        inputSchema: strict,
      },
    });
    const lines = await textOf('export?format=jsonl');
    const before = await contents();
    expect(lines.trim().split('\n')).toHaveLength(before.length);
    await query(registry.databaseUrl, 'DELETE FROM tool');
    const { status, body } = await admin.post(`${PATH}/import`, { format: 'jsonl', document: lines });
    expect({ status, skipped: body.skipped }).toEqual({ status: 200, skipped: [] });
    expect(await contents()).toEqual(before);
    expect((await textOf('export?format=jsonl')).split('\n').sort()).toEqual(lines.split('\n').sort());
  });

  it('go out to the last line, however many they are', async () => {
    const many = (from: number) =>
      Array.from({ length: 100 }, (_, at) => toolDefinition({ name: `line_${from + at}` }));
    for (const from of [0, 100, 200]) await admin.post(`${PATH}/bulk/create`, { tools: many(from) });
    const rows = await query<{ name: string }>(registry.databaseUrl, 'SELECT name FROM tool ORDER BY id');
    const lines = (await textOf('export?format=jsonl')).trim().split('\n');
    expect(rows.length).toBeGreaterThan(300);
    expect(lines.map((it) => JSON.parse(it).name)).toEqual(rows.map(({ name }) => name));
  });

  it.each(['discover', 'describe'])('are those only that the caller may %s', async (action) => {
    const { id, name } = await registerTool(admin, { tags: [`no-${action}`] });
    const ids = async () =>
      (await admin.get(`${PATH}/export?format=mcp&tag=no-${action}`)).body.data.map((it: { id: string }) => it.id);
    expect(await ids()).toEqual([id]);
    const policy = await admin.post('/api/v1/policies', {
      ...{ name: `Nobody may ${action} it`, kind: 'role_based', effect: 'deny', settings: { roles: 'any' } },
      target: { tools: { only: [id] }, actions: { only: [action] } },
    });
    expect(policy).toMatchObject({ status: 201 });
    expect(await ids()).toEqual([]);
    expect((await admin.get(`${PATH}/${id}?format=mcp`)).status).toBe(action === 'discover' ? 404 : 403);
    expect(await textOf('export?format=jsonl')).not.toContain(name);
  });
});

async function textOf(path: string): Promise<string> {
  const response = await fetch(`${registry.url}${PATH}/${path}`, {
    headers: { authorization: `Bearer ${admin.token}` },
  });
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  return response.text();
}

/** What an import is to leave as it was. */
function contents(): Promise<object[]> {
  return query(
    registry.databaseUrl,
    `SELECT t.name, t.title, t.description, t.tags, t.metadata, v.version, v.content_hash, v.auth_required, v.scopes
     FROM tool t JOIN tool_version v ON v.id = t.current_version_id ORDER BY t.name`,
  );
}
