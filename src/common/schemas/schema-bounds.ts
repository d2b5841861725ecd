import type { FieldError } from '../errors/app-error.js';
import { pointerTo } from '../json-pointer.js';
import type { JsonSchema } from './json-schema.js';
import { PatternBudget } from './pattern-budget.js';
import { childSchemas, type SchemaObject, type Subschema } from './subschemas.js';

const MOST_BYTES = 262_144;
const MOST_SUBSCHEMAS = 3_000;
const DEEPEST = 48;
/**
 * What a schema lists becomes blocks of code, each inside the one before, and those of a subschema inside that: from about
 * 1,500 on, the machine gives up on it at the first call.
 */
const MOST_LISTED = 1_000;
const LISTING = [
  ...['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'],
  ...['dependencies', 'dependentRequired', 'dependentSchemas', 'patternProperties', 'properties'],
];
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];

/** Why a schema is refused before anything is compiled from it; undefined when nothing speaks against it. */
export function findOutOfBounds(schema: JsonSchema, pointer: string): FieldError | undefined {
  if (Buffer.byteLength(JSON.stringify(schema)) > MOST_BYTES) {
    return refused(pointer, `A schema has at most ${MOST_BYTES} bytes.`);
  }
  const patterns = new PatternBudget();
  const open: Subschema[] = [{ schema, pointer, depth: 0 }];
  for (let seen = 1, current = open.pop(); current; seen += 1, current = open.pop()) {
    if (seen > MOST_SUBSCHEMAS) return refused(pointer, `A schema has at most ${MOST_SUBSCHEMAS} subschemas.`);
    if (current.depth > DEEPEST) return refused(current.pointer, `Subschemas nest at most ${DEEPEST} deep.`);
    const problem = problemIn(current, patterns);
    if (problem) return problem;
    open.push(...childSchemas(current).reverse());
  }
  if (listedIn({ schema, pointer, depth: 0 }) <= MOST_LISTED) return undefined;
  const detail = `A schema lists at most ${MOST_LISTED} properties and alternatives, with those of its deepest members.`;
  return refused(pointer, `${detail} Move parts of it to $defs and refer to them.`);
}

/** The most that is listed on a way down; definitions stand for themselves. */
function listedIn(subschema: Subschema): number {
  const { schema, pointer } = subschema;
  const here = LISTING.reduce((sum, key) => sum + Object.keys(asRecord(schema[key])).length, 0);
  const children = childSchemas({ ...subschema, schema: withoutDefinitions(schema) });
  return here + Math.max(0, ...children.map((it) => listedIn({ ...it, pointer })));
}

function withoutDefinitions(schema: SchemaObject): SchemaObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$defs' && key !== 'definitions'));
}

function problemIn({ schema, pointer, depth }: Subschema, patterns: PatternBudget): FieldError | undefined {
  const remote = REFERENCES.find((key) => !isLocal(schema[key]));
  if (remote) return refused(pointerTo(pointer, remote), 'References lead into the same schema: they start with "#".');
  if (depth > 0 && ('$id' in schema || '$schema' in schema)) {
    return refused(pointer, 'Schema resources inside a schema ($id, $schema) are not supported.');
  }
  if ('$async' in schema) return refused(pointerTo(pointer, '$async'), 'Asynchronous schemas are not supported.');
  const sources = [schema['pattern'], ...Object.keys(asRecord(schema['patternProperties']))];
  const problem = sources.map((it) => refusalOf(it, patterns)).find((it) => it !== undefined);
  return problem === undefined ? undefined : refused(pointer, problem);
}

function refusalOf(source: unknown, patterns: PatternBudget): string | undefined {
  if (typeof source !== 'string') return undefined;
  try {
    patterns.patternOf(source);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
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
