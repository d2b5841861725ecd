import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { pointerTo } from '../../common/json-pointer.js';
import type { VendorFormat } from './export-format.js';

/** What a format takes as the name of a parameter. */
export interface NameRule {
  readonly valid: RegExp;
  /** Characters that may stand anywhere in a name. */
  readonly others: RegExp;
  readonly longest: number;
}

/** Formats that are not named take any. */
export const PARAMETER_RULES: Partial<Record<VendorFormat, NameRule>> = {
  anthropic: { valid: /^[A-Za-z0-9_.-]{1,64}$/, others: /[^A-Za-z0-9_.-]/g, longest: 64 },
  gemini: { valid: /^[A-Za-z_][A-Za-z0-9_]{0,63}$/, others: /[^A-Za-z0-9_]/g, longest: 64 },
};

/** A parameter that goes by another name in a format. */
export interface Alias {
  readonly pointer: string;
  readonly name: string;
  readonly alias: string;
}

/** Names that fit a rule, one for each: those that fit stay, the same names give the same aliases in whatever order. */
export function aliasesOf(names: readonly string[], { valid, others, longest }: NameRule): ReadonlyMap<string, string> {
  const taken = new Set(names.filter((it) => valid.test(it)));
  const aliases = new Map<string, string>();
  for (const name of names.filter((it) => !taken.has(it)).toSorted()) {
    const plain = name.replace(others, '_');
    const base = valid.test(plain.slice(0, 1)) ? plain : `_${plain}`;
    let alias = base.slice(0, longest);
    for (let count = 2; taken.has(alias); count += 1) {
      alias = `${base.slice(0, longest - String(count).length - 1)}_${count}`;
    }
    taken.add(alias);
    aliases.set(name, alias);
  }
  return aliases;
}

/** Whatever else speaks of parameters by their names, or by a rule for them. */
const SPEAKS_OF_NAMES = [
  ...['$ref', 'allOf', 'anyOf', 'const', 'default', 'dependencies', 'dependentRequired', 'dependentSchemas', 'else'],
  ...['enum', 'examples', 'if', 'not', 'oneOf', 'patternProperties', 'propertyNames', 'then', 'unevaluatedProperties'],
];
const REFERS_TO_ROOT = /"\$(?:ref|dynamicRef|recursiveRef)":"#(?:"|\/properties\b|[^/])/;

/**
 * The schema with names that fit the rule, and what they stand for. Only the parameters themselves get others, not the
 * members of what they hold, and only where nothing else in the schema speaks of them.
 */
export function withAliases(schema: JsonSchema, rule: NameRule): { schema: JsonSchema; aliases: readonly Alias[] } {
  const properties = Object.entries((schema['properties'] ?? {}) as JsonSchema);
  const aliases = aliasesOf(
    properties.map(([name]) => name),
    rule,
  );
  const isBound = SPEAKS_OF_NAMES.some((it) => it in schema) || REFERS_TO_ROOT.test(JSON.stringify(schema));
  if (aliases.size === 0 || isBound) return { schema, aliases: [] };
  const renamed = (name: string) => aliases.get(name) ?? name;
  const required = schema['required'] as readonly string[] | undefined;
  return {
    schema: {
      ...schema,
      properties: Object.fromEntries(properties.map(([name, it]) => [renamed(name), it])),
      ...(required && { required: required.map(renamed) }),
    },
    aliases: [...aliases].map(([name, alias]) => ({
      pointer: pointerTo('/inputSchema/properties', name),
      name,
      alias,
    })),
  };
}
