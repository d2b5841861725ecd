import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '../../database/index.js';
import { ExternalIdentity } from './external-identity.entity.js';
import type { IdentityLink } from './identity-link.js';

/** The agent that stands for a subject, and how it was made where an auth method made it. */
export interface KnownSubject {
  readonly agentId: string;
  readonly provisionedBy: string | null;
  readonly assertedAt: Date | null;
  readonly roles: readonly string[];
}

const KNOWN = `
  SELECT i.agent_id AS "agentId", p.method AS "provisionedBy", p.asserted_at AS "assertedAt",
    array(SELECT role_name FROM agent_role r WHERE r.agent_id = i.agent_id) AS roles
  FROM external_identity i LEFT JOIN agent_provisioning p ON p.agent_id = i.agent_id
  WHERE i.issuer = $1 AND i.subject = $2
`;

@Injectable()
export class ExternalIdentitiesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The agent that stands for a subject of another issuer. */
  async find(issuer: string, subject: string): Promise<KnownSubject | undefined> {
    const [known] = await this.transactions.prepared<KnownSubject>('known-subject', KNOWN, [issuer, subject]);
    return known;
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
