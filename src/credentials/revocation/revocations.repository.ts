import { Injectable } from '@nestjs/common';
import { closeGates, Transactions } from '../../database/index.js';
import type { Credential } from '../credential.entity.js';
import type { CredentialGround } from './credential-ground.js';

export type RevokedCredential = Pick<Credential, 'id' | 'tokenHmac' | 'agentId' | 'toolId' | 'parentId'>;

type Keys<T> = T extends unknown ? keyof T : never;

/** Each is answered by an index. */
const CONDITIONS: Readonly<Record<Keys<CredentialGround>, (value: string) => string>> = {
  credentialId: (id) => `id = ${id}`,
  holderId: (id) => `agent_id = ${id}`,
  agentId: (id) => `(agent_id = ${id} OR actors @> ARRAY[${id}]::uuid[])`,
  toolId: (id) => `tool_id = ${id}`,
  versionId: (id) => `version_id = ${id}`,
  policyId: (id) => `policy_ids @> ARRAY[${id}]::uuid[]`,
  policyIds: (ids) => `policy_ids && ${ids}::uuid[]`,
  basis: (id) => `basis @> ARRAY[${id}]::text[]`,
};

/**
 * The roots always in the same order, so that those who hold overlapping trees wait for each other and never in a ring.
 * `OFFSET 0` keeps the planner on the ground's index: most credentials end later than now.
 */
const hold = (condition: string) => `
  WITH selected AS MATERIALIZED (
    SELECT id, root_id FROM (
      SELECT id, coalesce(root_id, id) AS root_id, revoked_at, expires_at FROM credential WHERE ${condition} OFFSET 0
    ) AS standing
    WHERE revoked_at IS NULL AND expires_at > $1
  ), root AS MATERIALIZED (
    SELECT id FROM credential
    WHERE id = ANY (ARRAY(SELECT root_id FROM selected))
      AND ${closeGates('tree', 'ARRAY(SELECT root_id FROM selected)')} >= 0
    ORDER BY id FOR UPDATE
  )
  SELECT selected.id FROM selected JOIN root ON root.id = selected.root_id`;

/** The arrays and `OFFSET 0` keep the planner on the indexes, however many children it takes a credential to have. */
const REVOKE = `
  WITH RECURSIVE doomed AS (
    SELECT unnest($1::uuid[]) AS id
    UNION
    SELECT child.id FROM doomed CROSS JOIN LATERAL (
      SELECT id FROM credential WHERE parent_id = doomed.id OFFSET 0
    ) AS child
  )
  UPDATE credential SET revoked_at = $2, revoke_reason = $3
  WHERE id = ANY (ARRAY(SELECT id FROM doomed)) AND revoked_at IS NULL AND expires_at > $4
  RETURNING id, token_hmac AS "tokenHmac", agent_id AS "agentId", tool_id AS "toolId", parent_id AS "parentId"`;

/** Ends trees of credentials. Call it within one transaction: hold, then revoke what is held. */
@Injectable()
export class RevocationsRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Keeps every tree in which a credential stands on this ground until the transaction ends: nothing is delegated in
   * them, renewed or revoked meanwhile.
   *
   * @param endsAfter those that end sooner are passed over.
   * @returns the ids of those credentials, without what was delegated from them.
   */
  async hold(ground: CredentialGround, endsAfter: Date): Promise<string[]> {
    const members = Object.entries(ground).filter(([, value]) => value !== undefined);
    const conditions = members.map(([key], position) => CONDITIONS[key as keyof typeof CONDITIONS](`$${position + 2}`));
    const name = `credentials-hold-${members.map(([key]) => key).join('-')}`;
    const values = [endsAfter, ...members.map(([, value]) => value as unknown)];
    const rows = await this.transactions.prepared<{ id: string }>(name, hold(conditions.join(' AND ')), values);
    return rows.map(({ id }) => id);
  }

  /** Marks held credentials and whatever was delegated from them, each once. */
  revoke(
    ids: readonly string[],
    { revokedAt, revokeReason }: { readonly revokedAt: Date; readonly revokeReason: string },
    endsAfter: Date,
  ): Promise<RevokedCredential[]> {
    return this.transactions.prepared('credentials-revoke', REVOKE, [ids, revokedAt, revokeReason, endsAfter]);
  }
}
