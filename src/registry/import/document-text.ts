import { parse } from 'yaml';
import { findUnsafe } from '../../common/http/unsafe-input.js';
import { TIMED_OUT, withinTime } from '../../common/time-limit.js';
import { InvalidDocumentError } from '../registry.errors.js';
import { isObject, type JsonObject } from './json-values.js';

const LONGEST_YAML = 2_097_152;
const MOST_ALIASES = 100;
/** YAML is parsed in one go: others wait meanwhile, and a few characters can nest so that it would take years. */
const LONGEST_PARSING_MS = 3_000;

/**
 * The document in a request: an object, or JSON or YAML text of one.
 *
 * @throws InvalidDocumentError for what is neither, and for YAML that is huge or explodes.
 */
export function readDocument(document: unknown): JsonObject {
  const value = typeof document === 'string' ? parseText(document) : document;
  if (!isObject(value)) throw new InvalidDocumentError('The document must be an object, or JSON or YAML text of one.');
  const unsafe = findUnsafe(value);
  if (unsafe) throw new InvalidDocumentError(unsafe.detail, [unsafe]);
  return value;
}

function parseText(text: string): unknown {
  return text.trimStart().startsWith('{') ? (parseJson(text) ?? parseYaml(text)) : parseYaml(text);
}

/** Undefined where it is no JSON: YAML begins with a brace, too. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parseYaml(text: string): unknown {
  if (text.length > LONGEST_YAML) {
    throw new InvalidDocumentError(`A YAML document has at most ${LONGEST_YAML} characters; send JSON.`);
  }
  const value = withinTime(LONGEST_PARSING_MS, () => parsedYaml(text));
  if (value === TIMED_OUT) throw new InvalidDocumentError('To read this YAML would take too long; send JSON.');
  return value;
}

function parsedYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: MOST_ALIASES, logLevel: 'silent' });
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new InvalidDocumentError(`The document is neither JSON nor YAML that can be read: ${reason}`);
  }
}
