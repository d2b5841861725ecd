import { Injectable } from '@nestjs/common';
import type { ImportToolsRequest } from './dto/import-tools.request.js';
import type { ImportSource } from './import-situation.js';
import type { ReadOperations } from './imported-tool.js';
import { asObject, asText } from './json-values.js';
import { JsonlReader } from './jsonl-reader.js';
import { readOpenApi } from './openapi-document.js';
import { OperationReader } from './operation-reader.js';
import { documentNameOf } from './tool-names.js';

/** A document as it was read, and how its tools are found again. */
export interface ReadDocument {
  readonly source: ImportSource;
  readonly read: ReadOperations;
}

/** Reads documents of every format. */
@Injectable()
export class ImportReader {
  constructor(
    private readonly operations: OperationReader,
    private readonly lines: JsonlReader,
  ) {}

  /** @throws InvalidDocumentError */
  async read({ format, document: given, documentName, tags = [], baseUrl }: ImportToolsRequest): Promise<ReadDocument> {
    if (format === 'jsonl') return { source: { by: 'name' }, read: await this.lines.read(given, tags) };
    const document = await readOpenApi(given);
    const name = documentName ?? documentNameOf(asText(asObject(document['info'])['title']) ?? '');
    const read = await this.operations.read({ document, documentName: name, tags }, baseUrl);
    return { source: { by: 'document', document: name }, read };
  }
}
