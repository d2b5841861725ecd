import type { FieldError } from '../errors/app-error.js';

const MAX_DEPTH = 100;
/** PostgreSQL cannot store NUL, and a lone surrogate is no character. */
const UNSAFE_TEXT = /[\0\p{Surrogate}]/u;
/** Finds surrogates in pairs too, but much faster: most texts need no closer look. */
const SUSPECT_TEXT = /[\0\ud800-\udfff]/;
/** Names that reach an object's prototype or its class where input is copied or instantiated. */
const UNSAFE_NAMES = new Set(['__proto__', 'constructor']);

/** A value and the way to it; its pointer is made only when something is wrong there. */
interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly name: string;
  readonly parent: Place | undefined;
}

/**
 * The first thing in parsed input that no handler should ever see: nesting beyond 100 levels, a NUL or lone surrogate
 * in a text or name, a number too large to be told from another, a name that reaches a prototype. Undefined when there is
 * none.
 */
export function findUnsafe(input: unknown): FieldError | undefined {
  const places: Place[] = [{ value: input, depth: 0, name: '', parent: undefined }];
  for (let place = places.pop(); place; place = places.pop()) {
    const problem = problemOfValue(place) ?? visitMembers(place, places);
    if (problem) return problem;
  }
  return undefined;
}

/** Whether a text holds a character that is refused everywhere. */
export function isUnsafeText(text: string): boolean {
  return SUSPECT_TEXT.test(text) && UNSAFE_TEXT.test(text);
}

/** Judges the names of an object or list, and puts its members on the stack. */
function visitMembers(place: Place, places: Place[]): FieldError | undefined {
  const { value, depth } = place;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > MAX_DEPTH) {
    return {
      pointer: pointerTo(place),
      code: 'TOO_DEEP',
      detail: `The body is nested deeper than ${MAX_DEPTH} levels.`,
    };
  }
  const isList = Array.isArray(value);
  for (const name of Object.keys(value)) {
    const problem = isList ? undefined : problemOfName(name, place);
    if (problem) return problem;
    places.push({ value: (value as Record<string, unknown>)[name], depth: depth + 1, name, parent: place });
  }
  return undefined;
}

function problemOfValue(place: Place): FieldError | undefined {
  const { value } = place;
  if (typeof value === 'string') return problemOfText(value, place);
  if (typeof value !== 'number' || Number.isFinite(value)) return undefined;
  return { pointer: pointerTo(place), code: 'UNSAFE_NUMBER', detail: 'Numbers are at most 1.7976931348623157e308.' };
}

function problemOfName(name: string, place: Place): FieldError | undefined {
  if (!UNSAFE_NAMES.has(name)) return problemOfText(name, place);
  return { pointer: `${pointerTo(place)}/${name}`, code: 'UNSAFE_NAME', detail: `The name "${name}" is not accepted.` };
}

function problemOfText(text: string, place: Place): FieldError | undefined {
  if (!isUnsafeText(text)) return undefined;
  return {
    pointer: pointerTo(place),
    code: 'UNSAFE_TEXT',
    detail: 'NUL characters and lone surrogates are not accepted.',
  };
}

function pointerTo({ name, parent }: Place): string {
  return parent === undefined ? '' : `${pointerTo(parent)}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
