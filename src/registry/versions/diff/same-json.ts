import { canonicalJson } from '../../tools/content-hash.js';

/** Whether two values are the same JSON, whatever the order of members. What is absent is not `null`. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b);
}
