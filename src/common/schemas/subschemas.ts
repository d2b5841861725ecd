import { pointerTo } from '../json-pointer.js';

const ONE = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const MANY = ['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'];
const NAMED = ['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'];

export type SchemaObject = Readonly<Record<string, unknown>>;

/** A schema inside a schema, and where. */
export interface Subschema {
  readonly schema: SchemaObject;
  readonly pointer: string;
  readonly depth: number;
}

export function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schemas directly inside one: those that keywords hold, not what looks like one in an example or a constant. */
export function childSchemas({ schema, pointer, depth }: Subschema): Subschema[] {
  const child = (value: unknown, at: string): Subschema[] =>
    isObject(value) ? [{ schema: value, pointer: at, depth: depth + 1 }] : [];
  return [
    ...ONE.filter((key) => key in schema).flatMap((key) => child(schema[key], pointerTo(pointer, key))),
    ...MANY.flatMap((key) => {
      const list = schema[key];
      return Array.isArray(list)
        ? list.flatMap((it, index) => child(it, pointerTo(pointerTo(pointer, key), index)))
        : [];
    }),
    ...NAMED.flatMap((key) => {
      const named = schema[key];
      return isObject(named)
        ? Object.entries(named).flatMap(([name, it]) => child(it, pointerTo(pointerTo(pointer, key), name)))
        : [];
    }),
  ];
}
