import { Injectable } from '@nestjs/common';
import { refuseUnwieldy } from './document-bounds.js';
import { readDocument } from './document-text.js';
import type { ImportToolsRequest } from './dto/import-tools.request.js';
import type { ImportSource } from './import-situation.js';
import type { ReadOperations } from './imported-tool.js';
import { readJsonLines } from './json-lines.js';
import { asObject, asText } from './json-values.js';
import { JsonlReader } from './jsonl-reader.js';
import { refuseInvalid } from './openapi-document.js';
import type { OpenedDocument } from './opened-document.js';
import { OperationReader } from './operation-reader.js';
import type { Deadline } from './parsing/deadline.js';
import { DocumentParser } from './parsing/document-parser.js';
import type { Reading } from './parsing/reading.js';
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
    private readonly parser: DocumentParser,
    private readonly operations: OperationReader,
    private readonly lines: JsonlReader,
  ) {}

  /** @throws InvalidDocumentError when it cannot be read at all, or holds what nobody writes. */
  async open({ format, document }: ImportToolsRequest, deadline: Deadline): Promise<OpenedDocument> {
    if (format === 'jsonl') return { format, lines: readJsonLines(document) };
    const read = await readDocument(document, this.parser, deadline);
    refuseUnwieldy(read);
    return { format, document: read };
  }

  /** @throws InvalidDocumentError */
  async read(
    opened: OpenedDocument,
    { documentName, tags = [], baseUrl }: ImportToolsRequest,
    reading: Reading,
  ): Promise<ReadDocument> {
    if (opened.format === 'jsonl') {
      return { source: { by: 'name' }, read: await this.lines.read(opened.lines, tags, reading) };
    }
    const { document } = opened;
    await refuseInvalid(document, this.parser, reading);
    const name = documentName ?? documentNameOf(asText(asObject(document['info'])['title']) ?? '');
    const read = await this.operations.read({ document, documentName: name, tags }, baseUrl, reading);
    return { source: { by: 'document', kind: 'openapi', document: name }, read };
  }
}
