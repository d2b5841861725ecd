import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { PasswordCredential } from './password-credential.entity.js';

export interface PasswordOfAgent {
  readonly agentId: string;
  readonly hash: string;
}

const BY_NAME = `
  SELECT agent_id AS "agentId", hash FROM password_credential
  WHERE agent_id = (SELECT id FROM agent WHERE canonical_name = $1)
`;

@Injectable()
export class PasswordsRepository {
  constructor(private readonly transactions: Transactions) {}

  async findByCanonicalName(name: string): Promise<PasswordOfAgent | undefined> {
    const [row] = (await this.transactions.manager.query(BY_NAME, [name])) as PasswordOfAgent[];
    return row;
  }

  async put(agentId: string, hash: string, updatedAt: Date): Promise<void> {
    await this.transactions.of(PasswordCredential).upsert({ agentId, hash, updatedAt }, ['agentId']);
  }

  async delete(agentId: string): Promise<void> {
    await this.transactions.of(PasswordCredential).delete({ agentId });
  }
}
