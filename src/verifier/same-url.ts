const MALFORMED_ESCAPE = /%(?![0-9a-f]{2})/i;
const ESCAPE = /%[0-9a-f]{2}/gi;
const UNRESERVED = /[A-Za-z0-9._~-]/;

/**
 * Whether two HTTP URLs name one resource, their queries and fragments aside (RFC 9449 §4.3): case, default port, dot
 * segments and needless escapes make no difference (RFC 3986 §6.2). What is no such URL is like no other.
 */
export function isSameUrl(one: string, other: string): boolean {
  const normal = normalForm(one);
  return normal !== undefined && normal === normalForm(other);
}

function normalForm(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, username, password, pathname } = new URL(text);
  const isPlain = /^https?:$/.test(protocol) && username === '' && password === '';
  return isPlain && !MALFORMED_ESCAPE.test(pathname) ? origin + pathname.replace(ESCAPE, shortest) : undefined;
}

function shortest(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return UNRESERVED.test(character) ? character : escape.toUpperCase();
}
