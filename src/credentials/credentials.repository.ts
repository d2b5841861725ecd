import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '../database/index.js';
import { Credential, type CredentialFormat } from './credential.entity.js';
import { CREDENTIAL_STATUS_SQL, type CredentialStatus } from './credential-status.js';

/** What narrows a list of credentials. */
export interface CredentialFilter {
  /** The only agent whose credentials are to be seen. */
  readonly holderId?: string;
  readonly agentId?: string;
  readonly toolId?: string;
  readonly status?: CredentialStatus;
  readonly format?: CredentialFormat;
  /** Delegated from this one by its holder. */
  readonly parentId?: string;
  /** ISO 8601, with its zone. */
  readonly expiresBefore?: string;
}

@Injectable()
export class CredentialsRepository {
  constructor(private readonly transactions: Transactions) {}

  findById(id: string): Promise<Credential | null> {
    return this.transactions.of(Credential).findOneBy({ id });
  }

  /** Whatever it is worth. */
  findByAccessor(accessorHmacs: readonly Buffer[]): Promise<Credential | null> {
    return this.transactions.of(Credential).findOneBy({ accessorHmac: In([...accessorHmacs]) });
  }

  /** Whatever it is worth. */
  findByToken(tokenHmacs: readonly Buffer[]): Promise<Credential | null> {
    return this.transactions.of(Credential).findOneBy({ tokenHmac: In([...tokenHmacs]) });
  }

  /** The newest first, from before `after`; one more than `limit`, where there is one. */
  list(filter: CredentialFilter, now: Date, limit: number, after?: string): Promise<Credential[]> {
    const { holderId, agentId, toolId, status, format, parentId, expiresBefore } = filter;
    const query = this.transactions
      .of(Credential)
      .createQueryBuilder('credential')
      .orderBy('credential.id', 'DESC')
      .limit(limit + 1);
    if (holderId !== undefined) query.andWhere('credential.agent_id = :holderId', { holderId });
    if (agentId !== undefined) query.andWhere('credential.agent_id = :agentId', { agentId });
    if (toolId !== undefined) query.andWhere('credential.tool_id = :toolId', { toolId });
    if (parentId !== undefined) query.andWhere('credential.parent_id = :parentId', { parentId });
    if (format !== undefined) query.andWhere('credential.format = :format', { format });
    if (expiresBefore !== undefined) query.andWhere('credential.expires_at < :expiresBefore', { expiresBefore });
    if (status !== undefined) query.andWhere(CREDENTIAL_STATUS_SQL[status], { now });
    if (after !== undefined) query.andWhere('credential.id < :after', { after });
    return query.getMany();
  }
}
