import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '../../database/index.js';
import { ExternalIdentity } from './external-identity.entity.js';
import type { IdentityLink } from './identity-link.js';

@Injectable()
export class ExternalIdentitiesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The agent that stands for a subject of another issuer. */
  async findAgentId(issuer: string, subject: string): Promise<string | undefined> {
    const identity = await this.transactions.of(ExternalIdentity).findOneBy({ issuer, subject });
    return identity?.agentId;
  }

  /** By agent, each in the order of issuer and subject. */
  async findOfAgents(agentIds: readonly string[]): Promise<(agentId: string) => IdentityLink[]> {
    const order = { issuer: 'ASC', subject: 'ASC' } as const;
    const found = await this.transactions.of(ExternalIdentity).find({ where: { agentId: In([...agentIds]) }, order });
    return (agentId) =>
      found.filter((it) => it.agentId === agentId).map(({ issuer, subject }) => ({ issuer, subject }));
  }

  /** Replaces those of an agent. False when one of them stands for another agent. */
  async replaceOf(agentId: string, links: readonly IdentityLink[]): Promise<boolean> {
    await this.transactions.of(ExternalIdentity).delete({ agentId });
    if (links.length === 0) return true;
    const rows = links.map(({ issuer, subject }) => ({ agentId, issuer, subject }));
    const insert = this.transactions.of(ExternalIdentity).createQueryBuilder().insert().values(rows);
    const { raw } = await insert.orIgnore().returning('subject').execute();
    return (raw as unknown[]).length === links.length;
  }
}
