import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { base62 } from './base62.js';

const RANDOM_DIGITS = 43;
const CHECKSUM_DIGITS = 6;

/**
 * A bearer secret: prefix, 256 random bits in base62, and the CRC-32 of what comes before.
 *
 * The prefix tells people and secret scanners what it is; the checksum keeps scanners from false alarms and lets
 * mistyped tokens be refused without a query. It proves nothing: only the stored HMAC does.
 */
export function newOpaqueToken(prefix: string): string {
  const body = prefix + base62(randomBytes(32), RANDOM_DIGITS);
  return body + checksum(body);
}

/** Whether the text has this prefix, the right length and alphabet, and a matching checksum. */
export function isOpaqueToken(prefix: string, text: string): boolean {
  if (text.length !== prefix.length + RANDOM_DIGITS + CHECKSUM_DIGITS) return false;
  if (!text.startsWith(prefix) || !/^[0-9A-Za-z]+$/.test(text.slice(prefix.length))) return false;
  const body = text.slice(0, -CHECKSUM_DIGITS);
  return text.endsWith(checksum(body));
}

function checksum(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes, CHECKSUM_DIGITS);
}
