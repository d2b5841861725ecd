import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { ExternalIdentity } from './external-identity.entity.js';

@Injectable()
export class ExternalIdentitiesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The agent that stands for a subject of another issuer. */
  async findAgentId(issuer: string, subject: string): Promise<string | undefined> {
    const identity = await this.transactions.of(ExternalIdentity).findOneBy({ issuer, subject });
    return identity?.agentId;
  }
}
