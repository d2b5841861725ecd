/** Whether the reader has this representation already (RFC 9110 §13.1.2: compared weakly). */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  const known = ifNoneMatch?.split(',').map((it) => it.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*');
}
