const MALFORMED_ESCAPE = /%(?![0-9a-f]{2})/i;
const ESCAPE = /%[0-9a-f]{2}/gi;
const UNRESERVED = /[A-Za-z0-9._~-]/;

/**
 * The one spelling of an HTTP URL without query and fragment, to compare `htu` by (RFC 9449 §4.3, RFC 3986 §6.2.2 and
 * §6.2.3): case, default port, dot segments and escapes make no difference.
 *
 * @returns undefined for anything else, and for a URL that names a user.
 */
export function normalizedUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, host, pathname } = new URL(text);
  const isPlainHttp = /^https?:$/.test(protocol) && username === '' && password === '';
  if (!isPlainHttp || MALFORMED_ESCAPE.test(pathname)) return undefined;
  return `${protocol}//${host}${pathname.replace(ESCAPE, normalizedEscape)}`;
}

function normalizedEscape(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return UNRESERVED.test(character) ? character : escape.toUpperCase();
}
