import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { type Argon2Cost, COST_OF_HASH } from './argon2-cost.js';
import { PasswordCredential } from './password-credential.entity.js';

export interface PasswordOfAgent {
  readonly agentId: string;
  readonly hash: string;
}

const BY_NAME = `
  SELECT agent_id AS "agentId", hash FROM password_credential
  WHERE agent_id = (SELECT id FROM agent WHERE canonical_name = $1)
`;

const COSTS = `
  SELECT ${COST_OF_HASH} AS cost FROM password_credential
  GROUP BY 1 ORDER BY count(*) DESC LIMIT $1
`;

@Injectable()
export class PasswordsRepository {
  constructor(private readonly transactions: Transactions) {}

  async findByCanonicalName(name: string): Promise<PasswordOfAgent | undefined> {
    const [row] = await this.transactions.prepared<PasswordOfAgent>('password-by-name', BY_NAME, [name]);
    return row;
  }

  /** What the stored hashes cost, the most frequent first. */
  async findCosts(most: number): Promise<Argon2Cost[]> {
    const rows = (await this.transactions.manager.query(COSTS, [most])) as { cost: Argon2Cost }[];
    return rows.map((it) => it.cost);
  }

  async put(agentId: string, hash: string, updatedAt: Date): Promise<void> {
    await this.transactions.of(PasswordCredential).upsert({ agentId, hash, updatedAt }, ['agentId']);
  }

  /** False, and nothing has changed, when the hash is another one by now. */
  async replace({ agentId, hash }: PasswordOfAgent, next: string, updatedAt: Date): Promise<boolean> {
    const { affected } = await this.transactions
      .of(PasswordCredential)
      .update({ agentId, hash }, { hash: next, updatedAt });
    return affected === 1;
  }

  async delete(agentId: string): Promise<void> {
    await this.transactions.of(PasswordCredential).delete({ agentId });
  }
}
