import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { AppError } from '../../common/errors/app-error.js';
import { OutboundClient } from '../../common/outbound/outbound.client.js';
import type { GuardedFetch } from '../tool-type.js';
import { withMcpServer } from './mcp-connection.js';
import { McpFailure } from './mcp-failure.js';
import { McpServerUnusableError } from './mcp.errors.js';
import { listTools, type ToolListing } from './tool-listing.js';

/** Asks live MCP servers for their tools, through the guarded client. */
@Injectable()
export class McpServerReader {
  constructor(
    private readonly outbound: OutboundClient,
    private readonly environment: Environment,
  ) {}

  /**
   * What the server lists, within the time and size of one outbound call.
   *
   * @param headers sent along with every message.
   * @throws McpServerUnusableError
   */
  async read(url: string, headers: Readonly<Record<string, string>>): Promise<ToolListing> {
    const http = withHeaders(this.outbound.forTools(), headers);
    const signal = AbortSignal.timeout(this.environment.OUTBOUND_TIMEOUT_MS);
    try {
      return await withMcpServer({ url, http, signal }, (client) =>
        listTools(client, this.environment.OUTBOUND_MAX_BYTES),
      );
    } catch (error) {
      throw new McpServerUnusableError(reasonOf(error));
    }
  }
}

function withHeaders(http: GuardedFetch, headers: Readonly<Record<string, string>>): GuardedFetch {
  return (input, init) =>
    http(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers } });
}

function reasonOf(error: unknown): string {
  if (error instanceof McpFailure || error instanceof AppError) return error.message;
  if (error instanceof Error && error.name === 'TimeoutError') return 'The MCP server did not list its tools in time.';
  return 'The MCP server could not be reached, or broke off.';
}
