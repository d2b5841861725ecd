import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under a key made from the wrapping token (HKDF-SHA256, RFC 5869), which is kept nowhere: neither the
 * database nor the master key opens what was sealed.
 *
 * @param id of the row that holds it; it opens only there.
 */
export function sealAnswer(token: string, id: string, answer: object): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(token, id), iv);
  const body = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** @throws Error when it was sealed by another token or for another row, or was changed. */
export function openAnswer(token: string, id: string, sealed: Buffer): object {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, keyOf(token, id), iv, { authTagLength: TAG_BYTES }).setAuthTag(tag);
  const body = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(body.toString('utf8')) as object;
}

function keyOf(token: string, id: string): Buffer {
  return Buffer.from(hkdfSync('sha256', token, id, 'wrapped-answer', 32));
}
