import { validate } from '@readme/openapi-parser';
import { InvalidDocumentError } from '../registry.errors.js';
import { refuseUnwieldy } from './document-bounds.js';
import { readDocument } from './document-text.js';
import type { JsonObject } from './json-values.js';
import { refuseExplosion, refuseExternalReferences } from './references.js';

type ApiDocument = Exclude<Parameters<typeof validate>[0], string>;

/** Nothing is fetched, no file is read, whatever the references say. */
const OFFLINE = { resolve: { external: false, file: false }, timeoutMs: 5_000 } as const;
const MOST_ERRORS = 10;

/**
 * Reads an OpenAPI 2.0, 3.0 or 3.1 document; its references stay as they are, circular ones too.
 *
 * @throws InvalidDocumentError saying what is wrong with it.
 */
export async function readOpenApi(given: unknown): Promise<JsonObject> {
  const document = readDocument(given);
  refuseUnwieldy(document);
  refuseExternalReferences(document);
  refuseExplosion(document);
  // The parser puts what references lead to in their place: it gets a copy.
  const errors = await findErrors(structuredClone(document) as unknown as ApiDocument);
  if (errors.length > 0) throw new InvalidDocumentError('It is no valid OpenAPI 2.0, 3.0 or 3.1 document.', errors);
  return document;
}

async function findErrors(document: ApiDocument): Promise<{ pointer: string; detail: string }[]> {
  try {
    const result = await validate(document, OFFLINE);
    if (result.valid) return [];
    return result.errors.slice(0, MOST_ERRORS).map(({ message }) => ({ pointer: '', detail: firstLine(message) }));
  } catch (error) {
    return [{ pointer: '', detail: firstLine((error as Error).message) }];
  }
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.slice(0, 300) ?? '';
}
