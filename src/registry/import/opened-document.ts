import type { ImportToolsRequest } from './dto/import-tools.request.js';
import type { JsonLine } from './json-lines.js';
import { asObject, type JsonObject } from './json-values.js';

/** A document whose text was read; what it says is still to be looked at. */
export type OpenedDocument =
  | { readonly format: 'openapi'; readonly document: JsonObject }
  | { readonly format: 'jsonl'; readonly lines: readonly JsonLine[] };

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

/** Operations, or lines. */
export function countOf(opened: OpenedDocument): number {
  if (opened.format === 'jsonl') return opened.lines.length;
  const items = Object.values(asObject(opened.document['paths'])).map(asObject);
  return items.flatMap((it) => Object.keys(it).filter((key) => METHODS.has(key))).length;
}

export function bytesOf({ document }: ImportToolsRequest): number {
  return Buffer.byteLength(typeof document === 'string' ? document : JSON.stringify(document ?? null));
}
