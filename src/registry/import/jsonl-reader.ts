import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/errors/app-error.js';
import { parseDto } from '../../common/extensions/parse-dto.js';
import { checkedTool } from '../checks/tool-check.js';
import { InvalidDocumentError } from '../registry.errors.js';
import { RegisterToolRequest } from '../tools/dto/register-tool.request.js';
import { MOST_TAGS } from '../tools/dto/tool-properties.decorators.js';
import { ToolDefinitions } from '../tools/tool-definitions.js';
import { draftOf } from '../tools/tool-drafts.js';
import type { ImportedTool, ReadOperations, SkippedOperation } from './imported-tool.js';
import type { JsonLine } from './json-lines.js';
import { asText } from './json-values.js';
import type { Reading } from './parsing/reading.js';

/** Reads JSON Lines of tools, each as it would be registered alone. */
@Injectable()
export class JsonlReader {
  constructor(private readonly definitions: ToolDefinitions) {}

  /**
   * @param tags are put on every tool, before its own.
   * @throws InvalidDocumentError when to check them takes too long.
   */
  async read(lines: readonly JsonLine[], tags: readonly string[], reading: Reading): Promise<ReadOperations> {
    const tools: ImportedTool[] = [];
    const skipped: SkippedOperation[] = [];
    const names = new Set<string>();
    for (const line of lines) {
      if (reading.isOver) throw new InvalidDocumentError('To check its lines takes too long. Import them in parts.');
      const read = await this.readOne(line, tags, names);
      if ('reason' in read) skipped.push(read);
      else tools.push(read);
      reading.advance();
      // Compiling schemas takes its time: others get their turn.
      await nextTurn();
    }
    return { tools, skipped };
  }

  private async readOne(
    { line, value }: JsonLine,
    tags: readonly string[],
    names: Set<string>,
  ): Promise<ImportedTool | SkippedOperation> {
    try {
      const tool = toImported(await parseDto(RegisterToolRequest, value, `/line/${line}`), tags);
      if (names.has(tool.operation)) return { operation: tool.wantedName, reason: 'Another line has this name.' };
      await this.definitions.check(checkedTool(tool));
      names.add(tool.operation);
      return tool;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const reason = error.details.errors?.[0]?.detail ?? error.message;
      return { operation: asText(value['name'])?.slice(0, 64) ?? `line ${line}`, reason };
    }
  }
}

/** Whose the tool is, is settled by who imports it. */
function toImported(request: RegisterToolRequest, tags: readonly string[]): ImportedTool {
  const { description, definition, version } = draftOf(request, '');
  return {
    operation: description.name.toLowerCase(),
    wantedName: description.name,
    description: { ...description, tags: [...new Set([...tags, ...description.tags])].slice(0, MOST_TAGS) },
    definition,
    ...(version !== undefined && { version }),
  };
}
