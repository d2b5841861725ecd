import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import type { ImportResultResponse } from '../import/dto/import-result.response.js';
import { ImportAccess } from '../import/import-access.js';
import { toResult } from '../import/import-result.js';
import { ImportStore } from '../import/import-store.js';
import { documentNameOf } from '../import/tool-names.js';
import type { ImportMcpServerRequest } from './dto/import-mcp-server.request.js';
import type { McpSecretRequest } from './dto/mcp-secret.request.js';
import type { McpSecretSlot } from './listed-tool.js';
import { ListedToolsReader } from './listed-tools-reader.js';
import { McpServerUnusableError } from './mcp.errors.js';
import { McpServerReader } from './mcp-server-reader.js';
import { SecretEcho } from './secret-echo.js';

/** Makes tools of what a live MCP server lists. */
@Injectable()
export class McpImportService {
  constructor(
    private readonly servers: McpServerReader,
    private readonly tools: ListedToolsReader,
    private readonly store: ImportStore,
    private readonly access: ImportAccess,
  ) {}

  /**
   * Imports the server's tools, or says with `dryRun` what that would come to. Importing them again updates those that
   * the caller may manage.
   *
   * @throws McpServerUnusableError
   */
  async importServer(principal: Principal, request: ImportMcpServerRequest): Promise<ImportResultResponse> {
    const { url, secret, tags = [], dryRun = false, gone = 'keep', benign = [] } = request;
    const { serverName, tools } = await this.servers.read(url, secret ? headerOf(secret) : {});
    const echo = new SecretEcho(secret?.value);
    const document = request.documentName ?? documentNameFrom(serverName, echo);
    const context = { url, documentName: document, tags, ...(secret && { slot: slotOf(secret) }) };
    const read = await this.tools.read(tools, context, echo);
    const access = await this.access.of(principal);
    const source = { by: 'document', kind: 'mcp', document } as const;
    const { agentId, actors } = principal;
    const plan = await this.store.carryOut(read, { source, agentId, actors, dryRun, gone, benign, ...access });
    return toResult(document, plan, dryRun);
  }
}

/** @throws McpServerUnusableError when the server's name is the secret. */
function documentNameFrom(serverName: string, echo: SecretEcho): string {
  if (!echo.isInName(serverName)) return documentNameOf(serverName);
  throw new McpServerUnusableError('The name of the server holds the secret of this import; give a documentName.');
}

function headerOf({ header, value }: McpSecretRequest): Record<string, string> {
  return header === undefined ? { authorization: `Bearer ${value}` } : { [header.toLowerCase()]: value };
}

function slotOf({ slot, header }: McpSecretRequest): McpSecretSlot {
  return header === undefined ? { slot, placement: 'bearer' } : { slot, placement: 'header', name: header };
}
