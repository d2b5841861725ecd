import { InvalidDocumentError } from '../registry.errors.js';
import type { JsonObject } from './json-values.js';
import type { Deadline } from './parsing/deadline.js';
import type { DocumentParser } from './parsing/document-parser.js';
import { refuseExplosion, refuseExternalReferences } from './references.js';

/**
 * References may be circular, and stay as they are.
 *
 * @throws InvalidDocumentError when it is no OpenAPI 2.0, 3.0 or 3.1 document, saying what is wrong with it.
 */
export async function refuseInvalid(document: JsonObject, parser: DocumentParser, deadline: Deadline): Promise<void> {
  refuseExternalReferences(document);
  refuseExplosion(document);
  const errors = await parser.openApiErrors(document, deadline);
  if (errors.length === 0) return;
  const places = errors.map((detail) => ({ pointer: '', detail }));
  throw new InvalidDocumentError('It is no valid OpenAPI 2.0, 3.0 or 3.1 document.', places);
}
