import { describeToolType, type ToolCallSample, type ToolTypeSamples } from '../../src/sdk/testing.js';
import { SqlToolType } from '../../examples/sql-tool/index.js';
import { type ToolType, ToolTypes } from '../../src/registry/index.js';
import { HttpToolType } from '../../src/registry/types/http.tool-type.js';
import { LlmToolType } from '../../src/registry/types/llm.tool-type.js';
import { McpToolType } from '../../src/registry/types/mcp.tool-type.js';
import { startTestRegistry } from '../support/registry.js';

const answering =
  (body: unknown): ToolCallSample['http'] =>
  () =>
    Promise.resolve(Response.json(body));

/** An MCP server of 2026-07-28 that says hello to every call. */
const hello: ToolCallSample['http'] = async (input, init) => {
  const { id, method } = (await new Request(input, init).json()) as { id: number; method: string };
  const discovered = { supportedVersions: ['2026-07-28'], capabilities: {}, ttlMs: 0, cacheScope: 'private' };
  const said = method === 'server/discover' ? discovered : { content: [{ type: 'text', text: 'Hello.' }] };
  return Response.json({ jsonrpc: '2.0', id, result: { resultType: 'complete', ...said } });
};

const sql = (query: string): ToolCallSample => ({
  settings: { databaseSlot: 'database', query, parameters: ['n'], maxRows: 10, timeoutMs: 60_000 },
  input: { n: 7 },
  secrets: { database: process.env['TEST_DATABASE_URL'] ?? '' },
});

const TOOL_TYPES: readonly [ToolType, ToolTypeSamples][] = [
  [
    new HttpToolType(),
    {
      call: { settings: { method: 'GET', path: '/forecast' }, input: {}, http: answering({ sunny: true }) },
      refusedSettings: [{}, { method: 'CONNECT' }, { method: 'GET', path: 'no-slash' }],
    },
  ],
  [
    new LlmToolType(),
    {
      call: {
        settings: { model: 'small' },
        input: { prompt: 'Hello' },
        http: answering({
          choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hello.' } }],
        }),
        secrets: { apiKey: 'sk-test' },
      },
      refusedSettings: [{}, { model: 7 }, { model: 'small', temperature: 9 }],
    },
  ],
  [
    new McpToolType(),
    {
      call: { settings: { tool: 'hello' }, input: {}, http: hello },
      refusedSettings: [{}, { tool: '' }, { tool: 'hello', protocol: '2024-11-05' }],
    },
  ],
  [
    new SqlToolType(),
    {
      call: sql('SELECT $1::int AS n, now() AS at'),
      endless: sql('SELECT $1::int AS n, pg_sleep(60)'),
      refusedSettings: [{}, { ...sql('DROP TABLE tool').settings }, { ...sql('SELECT 1').settings, maxRows: 0 }],
    },
  ],
];

describe.each(TOOL_TYPES)('the tool type %#', (type, samples) => {
  describe(type.kind, () => describeToolType(type, samples));
});

it('leaves no installed tool type out', async () => {
  const registry = await startTestRegistry();
  const installed = registry.app
    .get(ToolTypes)
    .list()
    .map((it) => it.kind);
  await registry.close();
  expect(TOOL_TYPES.map(([it]) => it.kind)).toEqual(expect.arrayContaining(installed));
});
