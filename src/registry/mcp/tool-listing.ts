import type { Client, StandardSchemaV1 } from '@modelcontextprotocol/client';
import { asText, isObject, type JsonObject } from '../import/json-values.js';
import { UNTIL_ABORTED } from './mcp-connection.js';
import { McpFailure } from './mcp-failure.js';

const MOST_PAGES = 100;
const MOST_TOOLS = 1_000;

/** What an MCP server says of itself. */
export interface ToolListing {
  readonly serverName: string;
  /** As the server sent them, whatever they are. */
  readonly tools: readonly unknown[];
}

/** One tool that is not as it should be is no reason to go without the others: each is looked at alone, by us. */
const ANYTHING: StandardSchemaV1<unknown, JsonObject> = {
  '~standard': {
    version: 1,
    vendor: 'genai-tool-registry',
    validate: (value) => (isObject(value) ? { value } : { issues: [{ message: 'is no object' }] }),
  },
};

/**
 * All pages of `tools/list`.
 *
 * @param maxBytes of all pages together, as JSON.
 * @throws McpFailure when there are more pages, tools or bytes than a server needs, or the list is none.
 */
export async function listTools(client: Client, maxBytes: number): Promise<ToolListing> {
  const tools: unknown[] = [];
  let [cursor, bytes]: [string | undefined, number] = [undefined, 0];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const params = cursor === undefined ? {} : { cursor };
    const result = await client.request({ method: 'tools/list', params }, ANYTHING, UNTIL_ABORTED);
    const { tools: listed, nextCursor } = result;
    if (!Array.isArray(listed)) throw new McpFailure('The MCP server lists no tools.');
    tools.push(...(listed as unknown[]).slice(0, MOST_TOOLS + 1));
    if (tools.length > MOST_TOOLS) throw new McpFailure(`The MCP server lists more than ${MOST_TOOLS} tools.`);
    bytes += Buffer.byteLength(JSON.stringify(result));
    if (bytes > maxBytes) throw new McpFailure('The list of the MCP server is too large.');
    cursor = asText(nextCursor);
    if (cursor === undefined) return { serverName: client.getServerVersion()?.name ?? '', tools };
  }
  throw new McpFailure(`The list of the MCP server has more than ${MOST_PAGES} pages.`);
}
