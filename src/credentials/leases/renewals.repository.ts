import { Injectable } from '@nestjs/common';
import { closeGates, Transactions } from '../../database/index.js';
import type { Credential } from '../credential.entity.js';
import { type Grounds, GROUNDS_STAND, groundValues, HELD_GROUNDS, type LostGround } from '../grounds.js';

/** A lease whose end was moved. */
type MovedLease = Pick<Credential, 'id' | 'tokenHmac' | 'expiresAt' | 'usesLeft'>;

export interface MovedLeases {
  /** Undefined: it was not good any more. */
  readonly renewed: MovedLease | undefined;
  /** What was delegated from it, and would have outlived it. */
  readonly shortened: readonly MovedLease[];
}

/** Locks in the order in which whatever fells a credential does: its grounds, then the root of its tree. */
const HOLD = `
  WITH ${HELD_GROUNDS}, stands AS MATERIALIZED (
    SELECT ${GROUNDS_STAND}
  ), root AS (
    SELECT credential.id FROM stands JOIN credential ON stands.agents AND stands.policies AND credential.id = $5
    WHERE ${closeGates('tree', 'ARRAY[$5::uuid]')} >= 0
    FOR UPDATE OF credential
  )
  SELECT agents, policies, (SELECT count(*) FROM root) AS roots FROM stands`;

/** The clocks of instances differ: what was issued by a faster one must still end after it began. */
const notBeforeItBegan = (end: string) => `GREATEST(${end}, c.issued_at + interval '1 millisecond')`;

/** One conditional change. The parent cannot be moved meanwhile, and no child be delegated: their root is held. */
const RENEW = `
  WITH RECURSIVE descendant AS (
    SELECT id FROM credential WHERE parent_id = $1
    UNION ALL
    SELECT child.id FROM descendant JOIN credential AS child ON child.parent_id = descendant.id
  ), renewed AS (
    UPDATE credential AS c
    SET expires_at = ${notBeforeItBegan('LEAST($3, (SELECT expires_at FROM credential WHERE id = c.parent_id))')},
        renewed_at = $2,
        policy_ids = ARRAY(SELECT unnest(c.policy_ids) UNION SELECT unnest($4::uuid[]))
    WHERE c.id = $1 AND c.renewable AND c.revoked_at IS NULL AND c.expires_at > $2 AND c.uses_left IS DISTINCT FROM 0
    RETURNING c.id, c.token_hmac, c.expires_at, c.uses_left
  ), shortened AS (
    UPDATE credential AS c SET expires_at = ${notBeforeItBegan('renewed.expires_at')}
    FROM renewed, descendant
    WHERE c.id = descendant.id AND c.expires_at > renewed.expires_at AND c.revoked_at IS NULL
    RETURNING c.id, c.token_hmac, c.expires_at, c.uses_left
  )
  SELECT id, token_hmac AS "tokenHmac", expires_at AS "expiresAt", uses_left AS "usesLeft"
  FROM (TABLE renewed UNION ALL TABLE shortened) AS moved`;

/** Moves the ends of leases. Call it within one transaction: hold, then renew. */
@Injectable()
export class RenewalsRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Keeps what the renewal was granted on, and the tree that the credential belongs to, until the transaction ends.
   *
   * @returns the first ground that has changed; undefined when all are as they were.
   */
  async hold(rootId: string, grounds: Grounds): Promise<LostGround | undefined> {
    const values = [...groundValues(grounds), rootId];
    type Stands = Readonly<Record<'agents' | 'policies', boolean>>;
    const [stands] = await this.transactions.prepared<Stands>('credential-hold', HOLD, values);
    return (['agents', 'policies'] as const).find((it) => !stands?.[it]);
  }

  /**
   * Moves the end of a credential that is good and renewable at this moment, and of whatever was delegated from it and
   * would outlive it; never beyond its parent's.
   */
  async renew(
    id: string,
    now: Date,
    { expiresAt, policyIds }: Pick<Credential, 'expiresAt' | 'policyIds'>,
  ): Promise<MovedLeases> {
    const values = [id, now, expiresAt, policyIds];
    const moved = await this.transactions.prepared<MovedLease>('credential-renew', RENEW, values);
    return { renewed: moved.find((it) => it.id === id), shortened: moved.filter((it) => it.id !== id) };
  }
}
