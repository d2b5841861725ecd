import { randomBytes } from 'node:crypto';

/** 144 random bits, easy to copy. */
export function randomPassword(): string {
  return randomBytes(18).toString('base64url');
}
