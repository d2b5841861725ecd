import { createHash } from 'node:crypto';

/**
 * The one text of a parsed JSON value (RFC 8785): names sorted by UTF-16 code units, numbers and texts as ECMAScript
 * writes them, no white space. Key order and the spelling of numbers make no difference.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}

/** SHA-256 of a canonical text. */
export function hashOf(canonical: string): Buffer {
  return createHash('sha256').update(canonical).digest();
}
