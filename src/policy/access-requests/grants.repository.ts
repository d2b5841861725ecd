import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { AccessRequest } from './access-request.entity.js';

/** A grant in force: of an action on a tool, or of one call of it. */
export interface AccessGrant {
  readonly toolId: string;
  /** Of the arguments of the one call; null: of every call. */
  readonly argumentsHash: Buffer | null;
  readonly since: Date;
  readonly until: Date;
}

/** The one call that is about to be made. */
export interface ApprovedCall {
  readonly agentId: string;
  readonly toolId: string;
  readonly argumentsHash: Buffer;
  readonly at: Date;
  /** Approvals from before do not count. */
  readonly notBefore: Date;
}

const IN_FORCE = `
  SELECT tool_id AS "toolId", arguments_hash AS "argumentsHash", decided_at AS since, granted_until AS until
  FROM access_request
  WHERE agent_id = $1 AND action = $2 AND decided_at <= $3 AND granted_until > $3
    AND status = 'approved' AND used_at IS NULL
`;

const OF_CALL = `
  agent_id = $1 AND tool_id = $2 AND action = 'invoke' AND arguments_hash = $3 AND status = 'approved'
  AND granted_until > $4 AND decided_at >= $5
`;

/** Written by this very transaction: xmin is the one that a row's version is from. */
const USED_HERE = `
  SELECT id FROM access_request
  WHERE ${OF_CALL} AND used_at = $4 AND xmin = pg_current_xact_id()::xid
`;

/** One that somebody else is using up is passed over: there may be another. */
const USE = `
  UPDATE access_request SET used_at = $4, updated_at = $4, revision = revision + 1
  WHERE id = (
    SELECT id FROM access_request WHERE ${OF_CALL} AND used_at IS NULL
    ORDER BY granted_until, id LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  RETURNING id
`;

@Injectable()
export class GrantsRepository {
  constructor(private readonly transactions: Transactions) {}

  findInForce(agentId: string, action: string, at: Date): Promise<AccessGrant[]> {
    return this.transactions.prepared<AccessGrant>('access-grants-in-force', IN_FORCE, [agentId, action, at]);
  }

  /** Whether this transaction has used up an approval of the call already. */
  async wasUsedHere(call: ApprovedCall): Promise<boolean> {
    return ((await this.transactions.manager.query(USED_HERE, valuesOf(call))) as unknown[]).length > 0;
  }

  /** Uses up one approval of the call: of many who try at once, one gets it. Null where there is none left. */
  async use(call: ApprovedCall): Promise<AccessRequest | null> {
    const [rows] = (await this.transactions.manager.query(USE, valuesOf(call))) as [{ id: string }[]];
    const id = rows[0]?.id;
    return id === undefined ? null : this.transactions.of(AccessRequest).findOneBy({ id });
  }
}

function valuesOf({ agentId, toolId, argumentsHash, at, notBefore }: ApprovedCall): unknown[] {
  return [agentId, toolId, argumentsHash, at, notBefore];
}
