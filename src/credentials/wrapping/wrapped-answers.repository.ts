import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import type { WrappedAnswer } from './wrapped-answer.entity.js';

/** What is known of an answer without its token's holder. */
export type Wrapping = Pick<WrappedAnswer, 'id' | 'credentialId' | 'creationPath' | 'createdAt' | 'expiresAt'>;

/** An answer in the moment in which it is opened. */
export type OpenedAnswer = Wrapping & { readonly sealed: Buffer };

/** Nothing is kept for a credential that is gone, and its tool or agent cannot be deleted in between. */
const KEEP = `
  INSERT INTO wrapped_answer (id, token_hmac, credential_id, creation_path, sealed, created_at, expires_at)
  SELECT $1, $2, id, $4, $5, $6, $7 FROM credential WHERE id = $3 FOR KEY SHARE`;

const SHOWN = `
  wrapped.id, wrapped.credential_id AS "credentialId", wrapped.creation_path AS "creationPath",
  wrapped.created_at AS "createdAt", wrapped.expires_at AS "expiresAt"`;

const UNOPENED = 'wrapped.token_hmac = ANY($1) AND wrapped.opened_at IS NULL AND wrapped.expires_at > $2';
const STANDS = 'credential.revoked_at IS NULL AND credential.expires_at > $2';

const FIND = `
  SELECT ${SHOWN} FROM wrapped_answer wrapped JOIN credential ON credential.id = wrapped.credential_id
  WHERE ${UNOPENED} AND ${STANDS}`;

/**
 * Of many at once the first to lock the row sees it unopened; the others look again once it is done, and find none.
 *
 * The credential is locked before: that is the order in which a deletion takes them, and what is wrapped anew needs both.
 */
const OPEN = `
  WITH standing AS MATERIALIZED (
    SELECT id FROM credential
    WHERE id IN (SELECT credential_id FROM wrapped_answer wrapped WHERE ${UNOPENED}) AND ${STANDS}
    FOR KEY SHARE
  ), found AS MATERIALIZED (
    SELECT wrapped.id, wrapped.sealed FROM standing JOIN wrapped_answer wrapped ON wrapped.credential_id = standing.id
    WHERE ${UNOPENED} FOR UPDATE OF wrapped
  )
  UPDATE wrapped_answer wrapped SET opened_at = $2, sealed = NULL
  FROM found WHERE wrapped.id = found.id
  RETURNING ${SHOWN}, found.sealed`;

const SPENT = `
  SELECT ${SHOWN} FROM wrapped_answer wrapped
  WHERE wrapped.token_hmac = ANY($1) AND wrapped.opened_at IS NOT NULL AND wrapped.expires_at > $2`;

/** Instances that sweep at the same moment leave each other's rows alone. */
const SWEEP = `
  DELETE FROM wrapped_answer WHERE id IN (
    SELECT id FROM wrapped_answer WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ) RETURNING 1`;

@Injectable()
export class WrappedAnswersRepository {
  constructor(private readonly transactions: Transactions) {}

  async keep({ id, tokenHmac, credentialId, creationPath, sealed, ...times }: WrappedAnswer): Promise<void> {
    const values = [id, tokenHmac, credentialId, creationPath, sealed, times.createdAt, times.expiresAt];
    await this.transactions.prepared('wrapping-keep', KEEP, values);
  }

  /** The one that this token would open. */
  async findOpenable(tokenHmacs: readonly Buffer[], now: Date): Promise<Wrapping | undefined> {
    return (await this.transactions.prepared<Wrapping>('wrapping-find', FIND, [tokenHmacs, now]))[0];
  }

  /** Takes the answer out: whoever asks for it afterwards, or at the same moment, gets none. */
  async open(tokenHmacs: readonly Buffer[], now: Date): Promise<OpenedAnswer | undefined> {
    return (await this.transactions.prepared<OpenedAnswer>('wrapping-open', OPEN, [tokenHmacs, now]))[0];
  }

  /** The one that this token has opened before. */
  async findSpent(tokenHmacs: readonly Buffer[], now: Date): Promise<Wrapping | undefined> {
    return (await this.transactions.prepared<Wrapping>('wrapping-spent', SPENT, [tokenHmacs, now]))[0];
  }

  /** Deletes at most `most` that have expired, and says how many. */
  async deleteExpired(now: Date, most: number): Promise<number> {
    return (await this.transactions.prepared('wrapping-sweep', SWEEP, [now, most])).length;
  }
}
