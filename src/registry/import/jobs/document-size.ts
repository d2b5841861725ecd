import type { ImportToolsRequest } from '../dto/import-tools.request.js';
import { refuseUnwieldy } from '../document-bounds.js';
import { readDocument } from '../document-text.js';
import { readJsonLines } from '../json-lines.js';
import { asObject } from '../json-values.js';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

export interface DocumentSize {
  readonly bytes: number;
  /** Operations, or lines. */
  readonly operations: number;
}

/**
 * What importing a document will cost, about.
 *
 * @throws InvalidDocumentError when it cannot be read at all, or holds what nobody writes.
 */
export function sizeOf({ format, document }: ImportToolsRequest): DocumentSize {
  const text = typeof document === 'string' ? document : JSON.stringify(document ?? null);
  const bytes = Buffer.byteLength(text);
  if (format === 'jsonl') return { bytes, operations: readJsonLines(document).length };
  const read = readDocument(document);
  // What nobody writes is told at once.
  refuseUnwieldy(read);
  const items = Object.values(asObject(read['paths'])).map(asObject);
  const operations = items.flatMap((it) => Object.keys(it).filter((key) => METHODS.has(key)));
  return { bytes, operations: operations.length };
}
