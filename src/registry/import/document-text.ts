import { findUnsafe } from '../../common/http/unsafe-input.js';
import { InvalidDocumentError } from '../registry.errors.js';
import { isObject, type JsonObject } from './json-values.js';
import type { Deadline } from './parsing/deadline.js';
import type { DocumentParser } from './parsing/document-parser.js';

const LONGEST_YAML = 2_097_152;

/**
 * The document in a request: an object, or JSON or YAML text of one.
 *
 * @throws InvalidDocumentError for what is neither, and for YAML that is huge, explodes or takes too long.
 */
export async function readDocument(document: unknown, parser: DocumentParser, deadline: Deadline): Promise<JsonObject> {
  const value = typeof document === 'string' ? await parseText(document, parser, deadline) : document;
  if (!isObject(value)) throw new InvalidDocumentError('The document must be an object, or JSON or YAML text of one.');
  const unsafe = findUnsafe(value);
  if (unsafe) throw new InvalidDocumentError(unsafe.detail, [unsafe]);
  return value;
}

async function parseText(given: string, parser: DocumentParser, deadline: Deadline): Promise<unknown> {
  // Without a byte order mark, which counts as white space.
  const text = given.trimStart();
  // YAML begins with a brace, too.
  const json = text.startsWith('{') ? parseJson(text) : undefined;
  if (json !== undefined) return json;
  if (text.length > LONGEST_YAML) {
    throw new InvalidDocumentError(`A YAML document has at most ${LONGEST_YAML} characters; send JSON.`);
  }
  return parser.yaml(text, deadline);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
