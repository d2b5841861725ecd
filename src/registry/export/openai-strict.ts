import type { FieldError } from '../../common/errors/app-error.js';
import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { childSchemas, isObject, type Subschema } from '../../common/schemas/subschemas.js';

const TAKEN = new Set([
  ...[
    '$defs',
    '$ref',
    '$schema',
    'additionalProperties',
    'anyOf',
    'const',
    'definitions',
    'description',
    'enum',
    'title',
  ],
  ...['items', 'properties', 'required', 'type', 'format', 'pattern', 'multipleOf', 'minItems', 'maxItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
]);

const FORMATS = ['date', 'date-time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'time', 'uuid'];

/** The first thing for which OpenAI's strict mode would refuse the schema; undefined where it takes it as it is. */
export function whyNotStrict(root: JsonSchema): FieldError | undefined {
  if ('anyOf' in root) return refused('/inputSchema', 'anyOf stands at its root');
  const open: Subschema[] = [{ schema: root, pointer: '/inputSchema', depth: 0 }];
  for (let place = open.pop(); place; place = open.pop()) {
    const problem = problemOf(place.schema);
    if (problem !== undefined) return refused(place.pointer, problem);
    open.push(...childSchemas(place).reverse());
  }
  return undefined;
}

function problemOf(schema: JsonSchema): string | undefined {
  const keyword = Object.keys(schema).find((it) => !TAKEN.has(it));
  if (keyword !== undefined) return `the keyword ${keyword} is not taken`;
  if (!['type', '$ref', 'anyOf', 'enum', 'const'].some((it) => it in schema)) return 'it does not say its type';
  const format = schema['format'];
  if (format !== undefined && !FORMATS.includes(String(format))) return `the format ${String(format)} is not taken`;
  const types = [schema['type']].flat();
  if (!types.includes('object')) return undefined;
  if (schema['additionalProperties'] !== false)
    return 'further members are not ruled out (additionalProperties: false)';
  const required = new Set([schema['required']].flat());
  const properties = isObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  const optional = properties.find((it) => !required.has(it));
  return optional === undefined ? undefined : `the member ${optional} is not required`;
}

function refused(pointer: string, why: string): FieldError {
  return { pointer, code: 'NOT_STRICT', detail: `Exported with strict: false, because ${why}.` };
}
