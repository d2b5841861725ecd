import type { FieldError } from '../errors/app-error.js';
import { pointerTo } from '../json-pointer.js';
import type { JsonSchema } from './json-schema.js';
import { childSchemas, type Subschema } from './subschemas.js';

const MOST_BYTES = 262_144;
const MOST_SUBSCHEMAS = 3_000;
const DEEPEST = 48;
const LONGEST_PATTERN = 500;
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];

/** Why a schema is refused before anything is compiled from it; undefined when nothing speaks against it. */
export function findOutOfBounds(schema: JsonSchema, pointer: string): FieldError | undefined {
  if (Buffer.byteLength(JSON.stringify(schema)) > MOST_BYTES) {
    return refused(pointer, `A schema has at most ${MOST_BYTES} bytes.`);
  }
  const open: Subschema[] = [{ schema, pointer, depth: 0 }];
  for (let seen = 1, current = open.pop(); current; seen += 1, current = open.pop()) {
    if (seen > MOST_SUBSCHEMAS) return refused(pointer, `A schema has at most ${MOST_SUBSCHEMAS} subschemas.`);
    if (current.depth > DEEPEST) return refused(current.pointer, `Subschemas nest at most ${DEEPEST} deep.`);
    const problem = problemIn(current);
    if (problem) return problem;
    open.push(...childSchemas(current).reverse());
  }
  return undefined;
}

function problemIn({ schema, pointer, depth }: Subschema): FieldError | undefined {
  const remote = REFERENCES.find((key) => !isLocal(schema[key]));
  if (remote) return refused(pointerTo(pointer, remote), 'References lead into the same schema: they start with "#".');
  if (depth > 0 && ('$id' in schema || '$schema' in schema)) {
    return refused(pointer, 'Schema resources inside a schema ($id, $schema) are not supported.');
  }
  if ('$async' in schema) return refused(pointerTo(pointer, '$async'), 'Asynchronous schemas are not supported.');
  const patterns = [schema['pattern'], ...Object.keys(asRecord(schema['patternProperties']))];
  const isLong = patterns.some((it) => typeof it === 'string' && it.length > LONGEST_PATTERN);
  return isLong ? refused(pointer, `A pattern has at most ${LONGEST_PATTERN} characters.`) : undefined;
}

function isLocal(reference: unknown): boolean {
  return typeof reference !== 'string' || reference.startsWith('#');
}

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function refused(pointer: string, detail: string): FieldError {
  return { pointer, code: 'INVALID_SCHEMA', detail };
}
