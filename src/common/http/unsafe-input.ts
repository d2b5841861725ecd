import type { FieldError } from '../errors/app-error.js';

const MAX_DEPTH = 100;
/** PostgreSQL cannot store NUL, and a lone surrogate is no character. */
const UNSAFE_TEXT = /[\0\p{Surrogate}]/u;
/** Names that reach an object's prototype or its class where input is copied or instantiated. */
const UNSAFE_NAMES = new Set(['__proto__', 'constructor']);

interface Place {
  readonly value: unknown;
  readonly pointer: string;
  readonly depth: number;
}

/**
 * The first thing in parsed input that no handler should ever see: nesting beyond 100 levels, a NUL or lone surrogate
 * in a text or name, a name that reaches a prototype. Undefined when there is none.
 */
export function findUnsafe(input: unknown): FieldError | undefined {
  const places: Place[] = [{ value: input, pointer: '', depth: 0 }];
  for (let place = places.pop(); place; place = places.pop()) {
    const problem = problemAt(place);
    if (problem) return problem;
    places.push(...membersOf(place));
  }
  return undefined;
}

/** Whether a query or path parameter holds a character that is refused everywhere. */
export function isUnsafeText(text: string): boolean {
  return UNSAFE_TEXT.test(text);
}

function problemAt({ value, pointer, depth }: Place): FieldError | undefined {
  if (depth > MAX_DEPTH)
    return { pointer, code: 'TOO_DEEP', detail: `The body is nested deeper than ${MAX_DEPTH} levels.` };
  if (typeof value === 'string') return isUnsafeText(value) ? unsafeText(pointer) : undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const names = Object.keys(value);
  if (names.some(isUnsafeText)) return unsafeText(pointer);
  const name = names.find((it) => UNSAFE_NAMES.has(it));
  return name === undefined
    ? undefined
    : { pointer: `${pointer}/${name}`, code: 'UNSAFE_NAME', detail: `The name "${name}" is not accepted.` };
}

function membersOf({ value, pointer, depth }: Place): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .map(([name, member]): Place => ({ value: member, pointer: `${pointer}/${escape(name)}`, depth: depth + 1 }))
    .reverse();
}

function unsafeText(pointer: string): FieldError {
  return { pointer, code: 'UNSAFE_TEXT', detail: 'NUL characters and lone surrogates are not accepted.' };
}

function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
