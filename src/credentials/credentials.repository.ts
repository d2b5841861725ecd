import { Injectable } from '@nestjs/common';
import { In, type ObjectLiteral } from 'typeorm';
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

/** On what a credential stands: when that falls, so does it. */
export type CredentialGround =
  | { readonly credentialId: string }
  | { readonly agentId: string }
  | { readonly toolId: string }
  | { readonly policyId: string }
  | { readonly basis: string }
  | { readonly agentId: string; readonly toolId: string; readonly policyIds: readonly string[] };

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

  /** The credential of a token, where it is good at this moment. */
  findActiveByHmac(tokenHmacs: readonly Buffer[], now: Date): Promise<Credential | null> {
    return this.transactions
      .of(Credential)
      .createQueryBuilder('credential')
      .where('credential.token_hmac = ANY(:tokenHmacs)', { tokenHmacs })
      .andWhere(CREDENTIAL_STATUS_SQL.active, { now })
      .getOne();
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

  /** Whether it was not revoked before. */
  async revoke(id: string, revokedAt: Date, revokeReason: string): Promise<boolean> {
    const result = await this.transactions
      .of(Credential)
      .createQueryBuilder()
      .update({ revokedAt, revokeReason })
      .where('id = :id AND revoked_at IS NULL', { id })
      .execute();
    return result.affected === 1;
  }

  /** Revokes all that stand on this ground and have not ended yet. */
  async revokeAllOn(
    ground: CredentialGround,
    now: Date,
    reason: string,
  ): Promise<Pick<Credential, 'id' | 'agentId' | 'toolId'>[]> {
    const [condition, values] = conditionOf(ground);
    const rows = await this.transactions
      .of(Credential)
      .createQueryBuilder()
      .update({ revokedAt: now, revokeReason: reason })
      .where(condition, values)
      .andWhere('revoked_at IS NULL AND expires_at > :now', { now })
      .returning(['id', 'toolId', 'agentId'])
      .execute();
    return (rows.raw as { id: string; tool_id: string; agent_id: string }[]).map((it) => ({
      id: it.id,
      toolId: it.tool_id,
      agentId: it.agent_id,
    }));
  }
}

function conditionOf(ground: CredentialGround): [condition: string, values: ObjectLiteral] {
  if ('policyIds' in ground) {
    return ['agent_id = :agentId AND tool_id = :toolId AND policy_ids && CAST(:policyIds AS uuid[])', ground];
  }
  if ('credentialId' in ground) return [`id IN (${TREE})`, ground];
  if ('agentId' in ground) return ['(agent_id = :agentId OR actors @> ARRAY[:agentId]::uuid[])', ground];
  if ('toolId' in ground) return ['tool_id = :toolId', ground];
  if ('basis' in ground) return ['basis @> ARRAY[:basis]::text[]', ground];
  return ['policy_ids @> ARRAY[:policyId]::uuid[]', ground];
}

/** A credential, and all that were delegated from it. */
const TREE = `
  WITH RECURSIVE tree AS (
    SELECT root.id FROM credential root WHERE root.id = :credentialId
    UNION ALL SELECT child.id FROM credential child JOIN tree ON child.parent_id = tree.id
  ) SELECT id FROM tree`;
