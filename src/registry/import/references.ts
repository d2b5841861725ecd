import { InvalidDocumentError } from '../registry.errors.js';
import { pointerTo } from '../../common/json-pointer.js';
import { isObject, type JsonObject } from './json-values.js';

/** What a document may grow to when every reference is followed once on each way to it. */
const MOST_EXPANDED = 3_000_000;
const DEEPEST = 500;
/** Members that hold data: what looks like a reference there is none. */
const DATA = new Set(['default', 'enum', 'example', 'examples', 'value']);

/** The value at `#/a/b`, or undefined. */
export function resolvePointer(document: JsonObject, reference: string): unknown {
  if (reference === '#') return document;
  if (!reference.startsWith('#/')) return undefined;
  return decoded(reference)
    .slice(2)
    .split('/')
    .map((it) => it.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, name) => (hasMember(value, name) ? value[name] : undefined), document);
}

/** The object itself, or the one its references lead to; undefined when they lead nowhere or round in circles. */
export function followed(document: JsonObject, value: unknown): JsonObject | undefined {
  const seen = new Set<unknown>();
  let current = value;
  while (isObject(current) && typeof current['$ref'] === 'string') {
    if (seen.has(current)) return undefined;
    seen.add(current);
    current = resolvePointer(document, current['$ref']);
  }
  return isObject(current) ? current : undefined;
}

/** @throws InvalidDocumentError when a reference leaves the document: nothing is ever fetched or read for a document. */
export function refuseExternalReferences(document: JsonObject): void {
  const open: { value: unknown; pointer: string }[] = [{ value: document, pointer: '' }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, pointer } = place;
    if (typeof value !== 'object' || value === null) continue;
    const reference: unknown = '$ref' in value ? value.$ref : undefined;
    if (typeof reference === 'string' && !reference.startsWith('#')) {
      const detail = 'References must lead into the document itself: external and file references are refused.';
      throw new InvalidDocumentError(detail, [{ pointer: pointerTo(pointer, '$ref'), detail }]);
    }
    for (const [name, member] of Object.entries(value)) {
      if (!DATA.has(name)) open.push({ value: member, pointer: pointerTo(pointer, name) });
    }
  }
}

/**
 * @throws InvalidDocumentError when following references would multiply the document beyond reason, or lead on and on.
 * Circles are no matter.
 */
export function refuseExplosion(document: JsonObject): void {
  const known = new Map<unknown, Extent>();
  const extentOf = (value: unknown, depth: number): Extent => {
    if (depth > DEEPEST) throw tooFar();
    if (typeof value !== 'object' || value === null) return { size: 1, depth: 1 };
    const measured = known.get(value);
    if (measured) return measured;
    known.set(value, { size: 1, depth: 1 });
    const reference: unknown = '$ref' in value ? value.$ref : undefined;
    const target = typeof reference === 'string' ? [resolvePointer(document, reference)] : [];
    const extent = sumOf([...target, ...Object.values(value)].map((it) => extentOf(it, depth + 1)));
    if (extent.size > MOST_EXPANDED || extent.depth > DEEPEST) throw tooFar();
    known.set(value, extent);
    return extent;
  };
  extentOf(document, 0);
}

function tooFar(): InvalidDocumentError {
  return new InvalidDocumentError('The references of the document multiply or nest beyond reason.');
}

/** How far something reaches when every reference in it is followed. */
interface Extent {
  readonly size: number;
  readonly depth: number;
}

function sumOf(members: readonly Extent[]): Extent {
  return members.reduce((sum, { size, depth }) => ({ size: sum.size + size, depth: Math.max(sum.depth, depth + 1) }), {
    size: 1,
    depth: 1,
  });
}

function hasMember(value: unknown, name: string): value is JsonObject {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
