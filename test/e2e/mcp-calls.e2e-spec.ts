import type { ToolCall, ToolResult } from '../../src/registry/index.js';
import { McpToolType } from '../../src/registry/types/mcp.tool-type.js';
import type { McpProtocol } from '../../src/registry/mcp/mcp-connection.js';
import { eventually } from '../support/eventually.js';
import { startEverythingServer } from '../support/everything-server.js';
import { startModernServer } from '../support/mcp-server.js';

type EverythingServer = Awaited<ReturnType<typeof startEverythingServer>>;
type ModernServer = Awaited<ReturnType<typeof startModernServer>>;

let everything: EverythingServer;
let modern: ModernServer;

beforeAll(async () => {
  everything = await startEverythingServer();
  modern = await startModernServer();
});
afterAll(async () => {
  await everything.close();
  await modern.close();
});

interface Given {
  readonly protocol?: McpProtocol;
  readonly signal?: AbortSignal;
}

function call(url: string, tool: string, input: object = {}, given: Given = {}): Promise<ToolResult> {
  const { protocol, signal = AbortSignal.timeout(10_000) } = given;
  const work: ToolCall = {
    tool: { id: 'id', name: tool, version: '1.0.0', endpoint: url },
    agentId: 'agent',
    input: { ...input },
    http: fetch,
    secret: () => Promise.resolve(undefined),
    signal,
  };
  return new McpToolType().execute({ tool, ...(protocol && { protocol }) }, work);
}

describe('a server of 2025-11-25', () => {
  it.each<McpProtocol>(['auto', '2025-11-25'])('answers by "%s", and keeps no session', async (protocol) => {
    const before = everything.log.filter((it) => it.startsWith('Session initialized')).length;
    expect(await call(everything.url, 'echo', { message: 'hello' }, { protocol })).toEqual({
      outcome: 'success',
      output: { content: [{ type: 'text', text: 'Echo: hello' }] },
    });
    await eventually(() => {
      const opened = everything.log.filter((it) => it.startsWith('Session initialized'));
      const closed = everything.log.filter((it) => it.startsWith('Received session termination'));
      expect(opened.length).toBeGreaterThan(before);
      expect(closed).toHaveLength(opened.length);
    });
    expect(everything.log.filter((it) => it.includes('new SSE stream'))).toEqual([]);
  });

  it('gives structured content as the output', async () => {
    expect(await call(everything.url, 'get-structured-content', { location: 'Chicago' })).toEqual({
      outcome: 'success',
      output: { temperature: expect.any(Number), conditions: expect.any(String), humidity: expect.any(Number) },
    });
  });

  it('gives pictures and links as they are', async () => {
    const { output } = await call(everything.url, 'get-tiny-image');
    expect(output).toMatchObject({ content: expect.arrayContaining([expect.objectContaining({ type: 'image' })]) });
  });

  it('fails in its own words when the arguments are wrong or the tool is unknown', async () => {
    expect(await call(everything.url, 'get-sum', { a: 'x' })).toMatchObject({ outcome: 'failure' });
    expect(await call(everything.url, 'no-such-tool')).toMatchObject({ outcome: 'failure' });
  });

  it('ends a long call when its time is up, and its session with it', async () => {
    const signal = AbortSignal.timeout(700);
    const long = call(everything.url, 'trigger-long-running-operation', { duration: 60, steps: 2 }, { signal });
    await expect(long).rejects.toMatchObject({ name: 'TimeoutError' });
    await eventually(() => {
      const opened = everything.log.filter((it) => it.startsWith('Session initialized'));
      expect(everything.log.filter((it) => it.startsWith('Received session termination'))).toHaveLength(opened.length);
    });
  });

  it('is refused by a tool that is fixed to the other revision', async () => {
    expect(await call(everything.url, 'echo', { message: 'x' }, { protocol: '2026-07-28' })).toMatchObject({
      outcome: 'failure',
    });
  });
});

describe('a server of 2026-07-28', () => {
  it.each<McpProtocol>(['auto', '2026-07-28'])('answers by "%s"', async (protocol) => {
    const given = await call(modern.url, 'add', { a: 2, b: 3 }, { protocol });
    expect(given).toEqual({ outcome: 'success', output: { sum: 5 } });
    expect(modern.seen.slice(-2)).toEqual(['POST server/discover', 'POST tools/call']);
  });

  it('tells that the tool failed', async () => {
    expect(await call(modern.url, 'fail')).toEqual({
      outcome: 'failure',
      message: 'The tool said that it failed.',
      output: { content: [{ type: 'text', text: 'No.' }] },
    });
  });

  it('fails where the tool asks for more input', async () => {
    const result = await call(modern.url, 'ask');
    expect(result).toMatchObject({ outcome: 'failure', message: expect.stringContaining('further input') });
  });

  it('sends in headers what the server wants there', async () => {
    expect(await call(modern.url, 'tenant', { tenant: 'a' })).toMatchObject({
      outcome: 'success',
      output: { content: [{ type: 'text', text: 'a' }] },
    });
  });

  it('tells that the server wants to know who asks', async () => {
    const closed = await startModernServer(() => false);
    const result = await call(closed.url, 'add', { a: 2, b: 3 });
    await closed.close();
    expect(result).toEqual({ outcome: 'failure', message: 'The MCP server answered with status 401.', status: 401 });
  });
});
