import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';

/** Whose password a token resets. */
export interface ResettableAgent {
  readonly agentId: string;
  readonly agentName: string;
}

const PUT = `
  INSERT INTO password_reset (agent_id, hmac, token_epoch, expires_at)
  SELECT id, $2, token_epoch, $3 FROM agent WHERE id = $1
  ON CONFLICT (agent_id) DO UPDATE SET
    hmac = excluded.hmac, token_epoch = excluded.token_epoch, expires_at = excluded.expires_at
`;

const IS_GOOD = `
  r.hmac = ANY ($1::bytea[]) AND r.expires_at > $2 AND a.id = r.agent_id AND a.token_epoch = r.token_epoch AND a.status = 'active'
`;

const FIND = `SELECT a.id AS "agentId", a.name AS "agentName" FROM password_reset r, agent a WHERE ${IS_GOOD}`;

const USE = `DELETE FROM password_reset r USING agent a WHERE ${IS_GOOD} RETURNING r.agent_id`;

@Injectable()
export class PasswordResetsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** In the place of the agent's token before. */
  async put(agentId: string, hmac: Buffer, expiresAt: Date): Promise<void> {
    await this.transactions.manager.query(PUT, [agentId, hmac, expiresAt]);
  }

  /** Undefined when it is unknown or expired, or its agent is disabled or has another epoch. */
  async find(hmacs: Buffer[], now: Date): Promise<ResettableAgent | undefined> {
    const [row] = (await this.transactions.manager.query(FIND, [hmacs, now])) as ResettableAgent[];
    return row;
  }

  /** Uses the token up, in one statement: true for one caller only, and under the conditions of `find`. */
  async use(hmacs: Buffer[], now: Date): Promise<boolean> {
    return (await this.transactions.prepared('password-reset-use', USE, [hmacs, now])).length > 0;
  }
}
