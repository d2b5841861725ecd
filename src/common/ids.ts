import { v7 } from 'uuid';

/** A new identifier: UUIDv7 (RFC 9562), so keys sort by creation. Never a secret. */
export function newId(): string {
  return v7();
}
