import { findUnsafe } from '../../common/http/unsafe-input.js';
import { InvalidDocumentError } from '../registry.errors.js';
import { isObject, type JsonObject } from './json-values.js';

const MOST_LINES = 10_000;

/** An object and where it stands, counted from 1. */
export interface JsonLine {
  readonly line: number;
  readonly value: JsonObject;
}

/**
 * The objects of a text in JSON Lines; empty lines are nothing.
 *
 * @throws InvalidDocumentError naming the first line that is no JSON object.
 */
export function readJsonLines(document: unknown): JsonLine[] {
  if (typeof document !== 'string') throw new InvalidDocumentError('A document in JSON Lines is a text.');
  const lines: JsonLine[] = [];
  for (const { text, line } of linesOf(document)) {
    if (lines.length === MOST_LINES) throw new InvalidDocumentError(`A document has at most ${MOST_LINES} lines.`);
    lines.push({ line, value: parsedLine(text, line) });
  }
  return lines;
}

/** Those that are not empty, one after the other: of a text of nothing but line ends no list is made. */
function* linesOf(document: string): Generator<{ readonly text: string; readonly line: number }> {
  let line = 1;
  for (let from = 0; from <= document.length; line += 1) {
    const end = document.indexOf('\n', from);
    const to = end === -1 ? document.length : end;
    // A byte order mark counts as white space, too.
    const text = to > from ? document.slice(from, to).trim() : '';
    if (text !== '') yield { text, line };
    from = to + 1;
  }
}

function parsedLine(text: string, line: number): JsonObject {
  const value = parsed(text);
  if (!isObject(value)) throw new InvalidDocumentError(`Line ${line} is no JSON object.`);
  const unsafe = findUnsafe(value);
  if (unsafe) throw new InvalidDocumentError(`Line ${line}: ${unsafe.detail}`);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
