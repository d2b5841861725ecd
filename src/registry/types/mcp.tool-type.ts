import { Injectable } from '@nestjs/common';
import type { CallToolResult } from '@modelcontextprotocol/client';
import { UNTIL_ABORTED, withMcpServer } from '../mcp/mcp-connection.js';
import { McpFailure } from '../mcp/mcp-failure.js';
import type { ToolCall, ToolResult, ToolType } from '../tool-type.js';
import { McpSettings } from './mcp.settings.js';

/** Calls a tool of an MCP server over Streamable HTTP; the endpoint is the server's. */
@Injectable()
export class McpToolType implements ToolType<McpSettings> {
  readonly kind = 'mcp';
  readonly description = 'Calls a tool of an MCP server over Streamable HTTP; what the import of a server makes.';
  readonly settingsDto = McpSettings;

  async execute({ tool: name, protocol = 'auto' }: McpSettings, call: ToolCall): Promise<ToolResult> {
    const { tool, input, http, signal } = call;
    try {
      const result = await withMcpServer({ url: tool.endpoint, http, protocol, signal }, (client) =>
        client.callTool({ name, arguments: { ...input } }, UNTIL_ABORTED),
      );
      return toToolResult(result);
    } catch (error) {
      if (!(error instanceof McpFailure)) throw error;
      const { message, status, error: output } = error;
      return { outcome: 'failure', message, ...(output && { output }), ...(status !== undefined && { status }) };
    }
  }
}

/** The structured content, which is what an output schema describes; where there is none, the list of contents. */
function toToolResult({ content, structuredContent, isError }: CallToolResult): ToolResult {
  const output: unknown = structuredContent ?? { content };
  return isError
    ? { outcome: 'failure', message: 'The tool said that it failed.', output }
    : { outcome: 'success', output };
}
