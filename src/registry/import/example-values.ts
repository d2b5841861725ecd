import { asObject, type JsonObject } from './json-values.js';
import { followed } from './references.js';

const MOST_EXAMPLES = 5;
const LONGEST_EXAMPLE = 4_096;

/**
 * The examples that a parameter or a media type of OpenAPI 3 gives beside its schema, and which count before those in it:
 * `example`, or each `value` under `examples`. A few, and none of pages: models read them.
 */
export function examplesOf(document: JsonObject, described: JsonObject): unknown[] {
  const { example, examples } = described;
  const named = Object.values(asObject(examples)).map((it) => followed(document, it)?.['value']);
  return [example, ...named].filter(isShort).slice(0, MOST_EXAMPLES);
}

function isShort(value: unknown): boolean {
  return value !== undefined && JSON.stringify(value).length <= LONGEST_EXAMPLE;
}
