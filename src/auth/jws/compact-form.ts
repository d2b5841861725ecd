const LONGEST = 4096;
const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/**
 * Whether the text is a signed token in compact form (RFC 7515 §7.1) spelt in the one canonical way.
 *
 * Decoders ignore spare bits in the last base64url digit, so one token could otherwise be spelt in several ways.
 *
 * @param longest most characters.
 */
export function isCompactToken(text: string, longest = LONGEST): boolean {
  if (text.length > longest || !COMPACT.test(text)) return false;
  return text.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}
