import { pointerTo } from '../json-pointer.js';

/**
 * The pointer to a member that class-transformer left out without a word: one that is named as what every object inherits,
 * such as `toString`. What `@AsGiven()` took over has all of them.
 */
export function findLostMember(given: unknown, kept: unknown, pointer: string): string | undefined {
  if (given === kept || !isRecord(given) || !isRecord(kept)) return undefined;
  for (const [name, value] of Object.entries(given)) {
    const here = pointerTo(pointer, name);
    const lost = name in Object.prototype && !Object.hasOwn(kept, name);
    const found = lost ? here : findLostMember(value, kept[name], here);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
