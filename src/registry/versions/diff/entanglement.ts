const IN_PLACE = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas', 'dependencies', '$ref'];
/** Allowing more within them may allow less around them. */
const TURNING = ['not', 'if', 'then', 'else', 'oneOf', 'contains', 'minContains', 'maxContains'];
/** They look at what other keywords, elsewhere, have looked at. */
const FAR_SIGHTED = ['unevaluatedProperties', 'unevaluatedItems', '$dynamicRef', '$recursiveRef'];

/**
 * Whether the parts of a schema cannot be judged one by one: what one part allows depends on another. Names of
 * properties that look like such keywords count, to be on the safe side.
 */
export function isEntangled(names: ReadonlySet<string>): boolean {
  if (FAR_SIGHTED.some((it) => names.has(it))) return true;
  return names.has('$ref') && TURNING.some((it) => names.has(it));
}

/** Whether some value may be looked at by more than one part of the schema. */
export function isShared(names: ReadonlySet<string>): boolean {
  return IN_PLACE.some((it) => names.has(it));
}

/** The definitions, and nothing else. */
const TO_DEFINITIONS = /^#(?:\/(?:\$defs|definitions)\/[^/%]+)?$/;
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];

/** Whether a reference may lead into an example or a default, which then is a schema as well. */
export function refersAnywhere(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, member]) =>
      (REFERENCES.includes(name) && typeof member === 'string' && !TO_DEFINITIONS.test(member)) ||
      refersAnywhere(member),
  );
}

/** The names of all members in a value, however deep. */
export function namesIn(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return names;
  for (const [name, member] of Object.entries(value)) {
    names.add(name);
    namesIn(member, names);
  }
  return names;
}
