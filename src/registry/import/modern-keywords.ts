import { isObject, type JsonObject } from './json-values.js';

/** Keywords of OpenAPI that say nothing about values, and those that would name another schema resource. */
const DROPPED = new Set([
  '$anchor',
  '$comment',
  '$dynamicAnchor',
  '$dynamicRef',
  '$id',
  '$recursiveAnchor',
  '$recursiveRef',
  '$schema',
  '$vocabulary',
  'discriminator',
  'externalDocs',
  'id',
  'nullable',
  'xml',
]);
const LONGEST_PATTERN = 500;

/** The keywords of one schema of OpenAPI 2.0 or 3.0 as JSON Schema 2020-12 has them; those of 3.1 have it already. */
export function modernKeywords(schema: JsonObject): JsonObject {
  const kept = Object.entries(schema).filter(
    ([key, value]) => !DROPPED.has(key) && !key.startsWith('x-') && isUsable(key, value),
  );
  const { example, ...rest } = Object.fromEntries(kept);
  return {
    ...rest,
    ...(example !== undefined && !Array.isArray(rest['examples']) && { examples: [example] }),
    ...exclusiveBound(schema, 'minimum', 'exclusiveMinimum'),
    ...exclusiveBound(schema, 'maximum', 'exclusiveMaximum'),
    ...nullableType(schema),
  };
}

/** What earlier drafts or careless authors mean differently is left out rather than misread. */
function isUsable(key: string, value: unknown): boolean {
  switch (key) {
    case 'required':
      return Array.isArray(value);
    case 'examples':
      return Array.isArray(value);
    case 'enum':
      return Array.isArray(value) && value.length > 0;
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return typeof value === 'number';
    case 'pattern':
      return isPattern(value);
    case 'type':
      return value !== 'file' && value !== 'any';
    case 'patternProperties':
      return isObject(value) && Object.keys(value).every(isPattern);
    default:
      return true;
  }
}

function isPattern(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > LONGEST_PATTERN) return false;
  try {
    return new RegExp(value, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** `minimum: 0, exclusiveMinimum: true` → `exclusiveMinimum: 0`. */
function exclusiveBound(schema: JsonObject, inclusive: string, exclusive: string): JsonObject {
  return schema[exclusive] === true && typeof schema[inclusive] === 'number' ? { [exclusive]: schema[inclusive] } : {};
}

function nullableType(schema: JsonObject): JsonObject {
  const { type, enum: values } = schema;
  const isNullable = schema['nullable'] === true || schema['x-nullable'] === true;
  if (!isNullable || typeof type !== 'string') return {};
  return { type: [type, 'null'], ...(Array.isArray(values) && !values.includes(null) && { enum: [...values, null] }) };
}
