import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';

/**
 * Those that others hold are left alone: another instance deletes them, or they are being changed. A row that was changed
 * in this moment is looked at again once it is held. A parent goes after its last child, so that no deletion waits for
 * the rows of another's.
 */
const DELETE = `
  WITH ended AS MATERIALIZED (
    SELECT id FROM credential
    WHERE expires_at < $1 AND NOT EXISTS (SELECT FROM credential AS child WHERE child.parent_id = credential.id)
    ORDER BY expires_at LIMIT $2
    FOR UPDATE SKIP LOCKED
  )
  DELETE FROM credential USING ended WHERE credential.id = ended.id
  RETURNING 1`;

@Injectable()
export class EndedCredentialsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Deletes at most `most` that expired before the moment, the oldest first, and says how many. */
  async deleteExpiredBefore(moment: Date, most: number): Promise<number> {
    return (await this.transactions.prepared('credential-sweep', DELETE, [moment, most])).length;
  }
}
