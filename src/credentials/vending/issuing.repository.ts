import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { passGates, Transactions } from '../../database/index.js';
import { ToolNotFoundError } from '../../registry/index.js';
import type { Credential } from '../credential.entity.js';
import { type Grounds, GROUNDS_STAND, groundValues, HELD_GROUNDS, type LostGround } from '../grounds.js';

const FOREIGN_KEY_VIOLATION = '23503';

const COLUMNS = {
  id: 'id',
  agent_id: 'agentId',
  tool_id: 'toolId',
  version_id: 'versionId',
  scopes: 'scopes',
  format: 'format',
  token_hmac: 'tokenHmac',
  accessor_hmac: 'accessorHmac',
  audience: 'audience',
  bound_key: 'boundKey',
  issued_at: 'issuedAt',
  expires_at: 'expiresAt',
  hard_expires_at: 'hardExpiresAt',
  renewable: 'renewable',
  parent_id: 'parentId',
  root_id: 'rootId',
  delegations: 'delegations',
  max_uses: 'maxUses',
  uses_left: 'usesLeft',
  reason: 'reason',
  decision_id: 'decisionId',
  policy_ids: 'policyIds',
  basis: 'basis',
  actors: 'actors',
  addresses: 'addresses',
} as const satisfies Readonly<Record<string, keyof Credential>>;

const NAMES = Object.keys(COLUMNS);
const MEMBERS = Object.values(COLUMNS);
const GIVEN = 4;

const at = (member: (typeof MEMBERS)[number]) => `$${GIVEN + MEMBERS.indexOf(member) + 1}`;

const TOOL_GATE = passGates('tool', `ARRAY[${at('toolId')}::uuid]`);
const TREE_GATE = passGates('tree', `ARRAY[${at('rootId')}::uuid]`);

/**
 * One statement that finds every ground as it was, holds it so until the transaction ends, and only then inserts: what
 * fells a ground meanwhile comes before it, and is seen here, or after it, and sees the credential.
 *
 * A parent lends its uses: those of a child are taken from it. It must not end before its child, as where a renewal has
 * shortened it meanwhile. Its tree is held by the root.
 *
 * Rows are locked in the order in which those that fell them do it: agents, policies, tool, version, root, parent. A root that is
 * the parent is locked once, by the change of it: two that share a lock cannot both raise it.
 */
const ISSUE = `
  WITH ${HELD_GROUNDS}, tool AS (
    SELECT id FROM tool WHERE id = ${at('toolId')} AND status IN ('active', 'deprecated') AND ${TOOL_GATE} >= 0 FOR KEY SHARE
  ), version AS (
    SELECT id FROM tool_version
    WHERE id = ${at('versionId')} AND withdrawn_at IS NULL AND EXISTS (SELECT FROM tool)
    FOR SHARE
  ), root AS (
    SELECT id FROM credential
    WHERE id = ${at('rootId')} AND id <> ${at('parentId')} AND revoked_at IS NULL AND EXISTS (SELECT FROM tool)
      AND ${TREE_GATE} >= 0
    FOR SHARE
  ), parent AS (
    UPDATE credential AS p SET uses_left = p.uses_left - ${at('maxUses')}::integer
    WHERE p.id = ${at('parentId')} AND p.revoked_at IS NULL AND EXISTS (SELECT FROM tool)
      AND (p.id = ${at('rootId')} OR EXISTS (SELECT FROM root))
      AND p.expires_at >= ${at('expiresAt')} AND ${TREE_GATE} >= 0
      AND (p.uses_left IS NULL OR p.uses_left >= ${at('maxUses')}::integer)
    RETURNING p.id
  ), stands AS (
    SELECT ${GROUNDS_STAND}, EXISTS (SELECT FROM tool) AS tool,
           (${at('versionId')}::uuid IS NULL OR EXISTS (SELECT FROM version)) AS version,
           (${at('parentId')}::uuid IS NULL OR EXISTS (SELECT FROM parent)) AS parent
  ), issued AS (
    INSERT INTO credential (${NAMES.join(', ')})
    SELECT ${MEMBERS.map(at).join(', ')} FROM stands
    WHERE agents AND policies AND tool AND version AND parent
    RETURNING id
  )
  SELECT * FROM stands`;

@Injectable()
export class IssuingRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Inserts the credential where all it stands on is as it was.
   *
   * Call it within a transaction, and roll that back where a ground is lost: uses may have been taken of the parent.
   *
   * @returns the first ground that is lost, and nothing is inserted; undefined when it is issued.
   * @throws ToolNotFoundError when the tool was deleted, retired or quarantined meanwhile.
   */
  async issue(credential: Credential, grounds: Grounds): Promise<LostGround | undefined> {
    const values = [...groundValues(grounds), ...MEMBERS.map((it) => credential[it])];
    try {
      const [stands] = await this.transactions.prepared<Record<LostGround | 'tool', boolean>>(
        'credential-issue',
        ISSUE,
        values,
      );
      if (stands && !stands.tool) throw new ToolNotFoundError();
      return (['agents', 'policies', 'version', 'parent'] as const).find((it) => !stands?.[it]);
    } catch (error) {
      throw isGone(error) ? new ToolNotFoundError() : error;
    }
  }
}

function isGone(error: unknown): boolean {
  const { code } = (error instanceof QueryFailedError ? error.driverError : error) as { code?: string };
  return code === FOREIGN_KEY_VIOLATION;
}
