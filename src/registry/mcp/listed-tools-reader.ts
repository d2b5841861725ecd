import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/errors/app-error.js';
import { checkedTool } from '../checks/tool-check.js';
import type { ImportedTool, ReadOperations, SkippedOperation } from '../import/imported-tool.js';
import { ToolDefinitions } from '../tools/tool-definitions.js';
import { listedTool, type ListingContext, nameOf } from './listed-tool.js';
import { McpServerUnusableError } from './mcp.errors.js';
import type { SecretEcho } from './secret-echo.js';

/** Of the time of the processor, which all share. */
const LONGEST_MS = 20_000;

/** Makes tools of what an MCP server lists, and says why of those that cannot become one. */
@Injectable()
export class ListedToolsReader {
  constructor(private readonly definitions: ToolDefinitions) {}

  /**
   * @param echo of the secret that was sent to the server; nothing that repeats it is taken.
   * @throws McpServerUnusableError when to check the schemas takes too long.
   */
  async read(listed: readonly unknown[], context: ListingContext, echo: SecretEcho): Promise<ReadOperations> {
    const tools = new Map<string, ImportedTool>();
    const skipped: SkippedOperation[] = [];
    const started = performance.now();
    for (const [index, one] of listed.entries()) {
      if (performance.now() - started > LONGEST_MS) {
        throw new McpServerUnusableError('To check the schemas of the server takes too long.');
      }
      const tool = isEcho(one, echo) ? repeating(one, index, echo) : await this.checked(listedTool(one, context));
      if ('reason' in tool) skipped.push(tool);
      else if (tools.has(tool.operation)) skipped.push({ operation: tool.operation, reason: 'It is listed twice.' });
      else tools.set(tool.operation, tool);
      // Checking schemas takes its time: others get their turn.
      await nextTurn();
    }
    return { tools: [...tools.values()], skipped };
  }

  private async checked(tool: ImportedTool | SkippedOperation): Promise<ImportedTool | SkippedOperation> {
    if ('reason' in tool) return tool;
    try {
      await this.definitions.check(checkedTool(tool));
      return tool;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { operation: tool.operation, reason: error.details.errors?.[0]?.detail ?? error.message };
    }
  }
}

function isEcho(listed: unknown, echo: SecretEcho): boolean {
  return echo.isIn(listed) || echo.isInName(nameOf(listed));
}

/** By its name, so that the tool it was before is not gone; by its place where the name, too, says the secret. */
function repeating(listed: unknown, index: number, echo: SecretEcho): SkippedOperation {
  const name = nameOf(listed);
  const operation = name === '' || echo.isInName(name) ? `#${index + 1}` : name;
  return { operation, reason: 'What the server says of it holds the secret of this import.' };
}
