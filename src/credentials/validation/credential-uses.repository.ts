import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';

/** A credential found good, one use taken where its uses are counted. */
export interface ActiveCredential {
  readonly id: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly toolId: string;
  readonly toolName: string;
  readonly scopes: string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** What the asker demands of a credential beside being good. */
export interface UseConditions {
  /** The tools for which the asker may ask, as `PermissionSet.narrowings` says it; absent: all. */
  readonly tools?: readonly (readonly string[])[];
  readonly scopes?: readonly string[];
}

/**
 * Good and used in one statement: of many that ask at once for the last use, exactly one sees it. Where uses are not
 * counted nothing is written. The state of its agents and of what it rests on is asked too, so that nothing depends on a
 * revocation having come.
 */
const takeUse = (condition: string) => `
  WITH live AS (
    SELECT c.id, c.agent_id, agent.name AS agent_name, c.tool_id, tool.name AS tool_name,
           c.scopes, c.issued_at, c.expires_at, c.uses_left
    FROM credential c
    JOIN agent ON agent.id = c.agent_id AND agent.status = 'active'
    JOIN tool ON tool.id = c.tool_id
    WHERE ${condition} AND c.revoked_at IS NULL AND c.expires_at > $2
      AND ($3::jsonb IS NULL OR EXISTS (
        SELECT FROM jsonb_array_elements($3::jsonb) AS conditions
        WHERE to_jsonb(ARRAY(SELECT '#' || tag FROM unnest(tool.tags) AS tag) || c.tool_id::text) @> conditions
      ))
      AND c.scopes @> $4::text[]
      AND NOT EXISTS (SELECT FROM revocation WHERE revocation.basis = ANY (c.basis))
      AND NOT EXISTS (
        SELECT FROM unnest(c.actors) AS id LEFT JOIN agent AS actor USING (id)
        WHERE actor.status IS DISTINCT FROM 'active'
      )
  ), taken AS (
    UPDATE credential c SET uses_left = c.uses_left - 1
    FROM live
    WHERE c.id = live.id AND c.uses_left > 0 AND c.revoked_at IS NULL AND c.expires_at > $2
    RETURNING c.id
  )
  SELECT id, agent_id AS "agentId", agent_name AS "agentName", tool_id AS "toolId", tool_name AS "toolName",
         scopes, issued_at AS "issuedAt", expires_at AS "expiresAt"
  FROM live
  WHERE uses_left IS NULL OR EXISTS (SELECT FROM taken)`;

const BY_TOKEN = takeUse('c.token_hmac = ANY($1)');
const BY_ID = takeUse('c.id = $1');

@Injectable()
export class CredentialUsesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Undefined, and no use taken, when it is not good or does not meet the conditions. */
  async takeByToken(
    hmacs: readonly Buffer[],
    now: Date,
    conditions: UseConditions,
  ): Promise<ActiveCredential | undefined> {
    return this.take(BY_TOKEN, hmacs, now, conditions);
  }

  /** Whether it was good. */
  async takeById(id: string, now: Date): Promise<boolean> {
    return (await this.take(BY_ID, id, now, {})) !== undefined;
  }

  private async take(
    statement: string,
    key: readonly Buffer[] | string,
    now: Date,
    { tools, scopes = [] }: UseConditions,
  ): Promise<ActiveCredential | undefined> {
    const parameters = [key, now, tools ? JSON.stringify(tools) : null, scopes];
    const rows = await this.transactions.manager.query<ActiveCredential[]>(statement, parameters);
    return rows[0];
  }
}
