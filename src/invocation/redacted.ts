import { namesOf } from '../common/json-pointer.js';
import type { ToolResult } from '../registry/index.js';

const WITHHELD = 'The tool failed. A policy withholds what it said.';

/**
 * A checked answer without what the JSON pointers point at; `*` stands for every element of an array.
 *
 * Removed members are gone; removed elements are null, so that the others keep their place. Text cannot be looked into:
 * where a pointer leads into text this is withheld whole, and so is the message of a failure.
 */
export function redacted(result: ToolResult, pointers: readonly string[] | undefined): ToolResult {
  if (!pointers) return result;
  const output = result.output === undefined ? {} : { output: pointers.map(namesOf).reduce(without, result.output) };
  return result.outcome === 'failure' ? { ...result, ...output, message: WITHHELD } : { ...result, ...output };
}

function without(node: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof node === 'string') return null;
  if (Array.isArray(node)) return node.map((it, index) => (isAt(name, index) ? without(it, rest) : it));
  if (typeof node !== 'object' || node === null) return node;
  const members = Object.entries(node);
  const kept = rest.length > 0 ? members : members.filter(([key]) => key !== name);
  return Object.fromEntries(kept.map(([key, it]) => [key, key === name ? without(it, rest) : it]));
}

function isAt(name: string, index: number): boolean {
  return name === '*' || name === String(index);
}
