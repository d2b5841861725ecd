import { pointerTo } from '../../../common/json-pointer.js';
import { isSameJson } from './same-json.js';

export interface ValueChange {
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed';
}

/** Every place where two JSON values differ. In a list, members may come in between those that were there. */
export function valueChanges(before: unknown, after: unknown, pointer: string): ValueChange[] {
  if (isSameJson(before, after)) return [];
  if (before === undefined) return [{ pointer, kind: 'added' }];
  if (after === undefined) return [{ pointer, kind: 'removed' }];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => valueChanges(own(before, name), own(after, name), pointerTo(pointer, name)));
  }
  const isLonger = Array.isArray(before) && Array.isArray(after) && holdsInOrder(after, before);
  return [{ pointer, kind: isLonger ? 'added' : 'changed' }];
}

function holdsInOrder(all: readonly unknown[], some: readonly unknown[]): boolean {
  let found = 0;
  for (const it of all) if (found < some.length && isSameJson(it, some[found])) found += 1;
  return found === some.length;
}

type JsonObject = Readonly<Record<string, unknown>>;
const own = (value: JsonObject, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
