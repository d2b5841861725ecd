import type { LostGround } from '../grounds.js';

/** What a credential was granted on has changed before it was issued: the transaction rolls back, and it is decided anew. */
export class GroundLost extends Error {
  constructor(readonly ground: LostGround) {
    super(`The ${ground} behind a credential have changed`);
  }
}
