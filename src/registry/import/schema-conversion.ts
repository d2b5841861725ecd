import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { asList, isObject, type JsonObject } from './json-values.js';
import { modernKeywords } from './modern-keywords.js';
import { resolvePointer } from './references.js';

/** Sent to the API, or received from it: what is read-only is not sent, what is write-only not received. */
export type Direction = 'input' | 'output';

const ONE = new Set([
  'additionalItems',
  'additionalProperties',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
const MANY = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const NAMED = new Set(['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties']);

/**
 * Turns schemas of a document into one JSON Schema 2020-12 that stands alone: what they refer to is gathered under
 * `$defs`, once each, so that circular references stay what they are.
 */
export class SchemaConversion {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** The last number behind names that would be the same. */
  readonly #counts = new Map<string, number>();
  readonly #definitions = new Map<string, JsonSchema>();

  constructor(
    private readonly document: JsonObject,
    private readonly direction: Direction,
  ) {}

  /** The schema, with references into `$defs`. */
  convert(schema: unknown): JsonSchema {
    if (!isObject(schema)) return {};
    const { $ref: reference, ...rest } = schema;
    if (typeof reference !== 'string') return this.keywords(schema);
    return { ...this.keywords(rest), $ref: `#/$defs/${this.nameOf(reference)}` };
  }

  /** What the converted schemas refer to, to be put into the schema they become part of. */
  definitions(): { $defs?: JsonSchema } {
    return this.#definitions.size > 0 ? { $defs: Object.fromEntries(this.#definitions) } : {};
  }

  private nameOf(reference: string): string {
    const known = this.#names.get(reference);
    if (known !== undefined) return known;
    const name = this.freeName(reference);
    this.#names.set(reference, name);
    const target = resolvePointer(this.document, reference);
    // A reference that leads to nothing but itself says nothing, and would keep a validator busy forever.
    const isLoop = isObject(target) && this.leadsTo(target, reference);
    this.#definitions.set(name, isLoop ? {} : this.convert(target));
    return name;
  }

  private leadsTo(schema: JsonObject, reference: string): boolean {
    const seen = new Set<unknown>();
    let current: unknown = schema;
    while (isObject(current) && typeof current['$ref'] === 'string') {
      if (current['$ref'] === reference || seen.has(current)) return true;
      seen.add(current);
      current = resolvePointer(this.document, current['$ref']);
    }
    return false;
  }

  private freeName(reference: string): string {
    const words = (reference.split('/').at(-1) ?? '').replace(/[^A-Za-z0-9_.-]+/g, '_').slice(0, 64) || 'schema';
    let name = words;
    let count = this.#counts.get(words) ?? 1;
    while (this.#taken.has(name)) name = `${words}_${++count}`;
    this.#counts.set(words, count);
    this.#taken.add(name);
    return name;
  }

  private keywords(schema: JsonObject): JsonSchema {
    const converted = Object.entries(modernKeywords(this.facing(schema))).map(([key, value]) => [
      key,
      this.value(key, value),
    ]);
    return Object.fromEntries(converted) as JsonSchema;
  }

  private value(key: string, value: unknown): unknown {
    if (ONE.has(key) && isObject(value)) return this.convert(value);
    if (MANY.has(key)) return asList(value).map((it) => this.convert(it));
    if (NAMED.has(key) && isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([name, it]) => [name, typeof it === 'boolean' ? it : this.convert(it)]),
      );
    }
    return value;
  }

  /** Without the properties that do not travel in this direction. */
  private facing(schema: JsonObject): JsonObject {
    const { properties, required } = schema;
    if (!isObject(properties)) return schema;
    const hidden = this.direction === 'input' ? 'readOnly' : 'writeOnly';
    const absent = Object.keys(properties).filter(
      (name) => isObject(properties[name]) && properties[name][hidden] === true,
    );
    if (absent.length === 0) return schema;
    return {
      ...schema,
      properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !absent.includes(name))),
      ...(Array.isArray(required) && { required: required.filter((it) => !absent.includes(String(it))) }),
    };
  }
}
