import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/errors/app-error.js';
import { checkedTool } from '../checks/tool-check.js';
import { InvalidDocumentError } from '../registry.errors.js';
import { ToolDefinitions } from '../tools/tool-definitions.js';
import { MOST_PARAMETERS } from '../types/http.settings.js';
import { type ApiOperation, operationKey } from './api-operation.js';
import {
  type ImportContext,
  type ImportedTool,
  importedTool,
  type ReadOperations,
  type SkippedOperation,
} from './imported-tool.js';
import { openApi3Operations } from './openapi-3.operations.js';
import type { Reading } from './parsing/reading.js';
import { endpointOf } from './server-url.js';
import { swagger2Operations } from './swagger-2.operations.js';

const MOST_OPERATIONS = 2_000;
const NO_SERVER = 'It has no server that can be called; give a baseUrl.';

/** Makes tools of the operations of a document, and says why of those that cannot become one. */
@Injectable()
export class OperationReader {
  constructor(private readonly definitions: ToolDefinitions) {}

  /** @throws InvalidDocumentError when there are too many, or to check them takes too long. */
  async read(context: ImportContext, baseUrl: string | undefined, reading: Reading): Promise<ReadOperations> {
    const { document } = context;
    const operations = 'swagger' in document ? swagger2Operations(document) : openApi3Operations(document);
    if (operations.length > MOST_OPERATIONS) {
      throw new InvalidDocumentError(`A document has at most ${MOST_OPERATIONS} operations.`);
    }
    const tools: ImportedTool[] = [];
    const skipped: SkippedOperation[] = [];
    for (const operation of operations) {
      if (reading.isOver) throw new InvalidDocumentError('To check its schemas takes too long. Import it in parts.');
      const read = await this.readOne(operation, context, baseUrl);
      if ('reason' in read) skipped.push(read);
      else tools.push(read);
      reading.advance();
      // Checking schemas takes its time: others get their turn.
      await nextTurn();
    }
    return { tools, skipped };
  }

  private async readOne(
    operation: ApiOperation,
    context: ImportContext,
    baseUrl: string | undefined,
  ): Promise<ImportedTool | SkippedOperation> {
    const endpoint = endpointOf(operation.servers, baseUrl);
    if (endpoint === undefined) return { operation: operationKey(operation), reason: NO_SERVER };
    if (operation.parameters.length > MOST_PARAMETERS) {
      return { operation: operationKey(operation), reason: `It has more than ${MOST_PARAMETERS} parameters.` };
    }
    const tool = importedTool(operation, endpoint, context);
    if ((await this.problemOf(tool)) === undefined) return tool;
    // What an API answers is good to know, and no reason to go without the tool.
    const silent = { ...tool, definition: { ...tool.definition, outputSchema: null } };
    const reason = await this.problemOf(silent);
    return reason === undefined ? silent : { operation: tool.operation, reason };
  }

  private async problemOf(tool: ImportedTool): Promise<string | undefined> {
    try {
      // Compiled at the first call: a document of hundreds of operations says the same in each of them.
      await this.definitions.check(checkedTool(tool), 'uncompiled');
      return undefined;
    } catch (error) {
      if (error instanceof AppError) return error.details.errors?.[0]?.detail ?? error.message;
      throw error;
    }
  }
}
