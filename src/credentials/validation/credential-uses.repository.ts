import { Injectable } from '@nestjs/common';
import { parseAddress } from '../../common/outbound/address.js';
import { Transactions } from '../../database/index.js';
import type { CredentialKey } from './presented-tokens.js';
import type { StandingCredential, UseConditions } from './standing-credential.js';

/** What is asked of a credential. */
export interface UseQuestion extends UseConditions {
  /** The tools for which the asker may ask, as `PermissionSet.narrowings` says it; absent: all. */
  readonly tools?: readonly (readonly string[])[] | undefined;
  /** What the URI of a tool begins with, before its id. */
  readonly toolsUri: string;
  /** Whether a use is taken where it is good and uses are counted. */
  readonly take: boolean;
}

export interface UseAnswer {
  readonly credential: StandingCredential;
  /** Whether it meets all conditions, and the use that was to be taken was there. */
  readonly good: boolean;
}

/**
 * Neither revoked, over nor used up. The state of its agents and of what it rests on is asked too, so that nothing
 * depends on a revocation having come.
 */
const STANDING = `
    FROM credential c
    JOIN agent ON agent.id = c.agent_id AND agent.status = 'active'
    JOIN tool ON tool.id = c.tool_id
    WHERE c.revoked_at IS NULL AND c.expires_at > $2 AND c.uses_left IS DISTINCT FROM 0
      AND NOT EXISTS (SELECT FROM revocation WHERE revocation.basis = ANY (c.basis))
      AND NOT EXISTS (
        SELECT FROM unnest(c.actors) AS id LEFT JOIN agent AS actor USING (id)
        WHERE actor.status IS DISTINCT FROM 'active'
      )`;

/** Looked at again where the row is held: of many that have seen the last use, exactly one takes it. */
const TAKE = `
    UPDATE credential c SET uses_left = c.uses_left - 1
    FROM standing
    WHERE c.id = standing.id AND c.uses_left > 0 AND c.revoked_at IS NULL AND c.expires_at > $2`;

/** No thumbprint is empty. */
const NO_KEY = '';

const MEETS = `
      c.scopes @> $3::text[]
      AND ($4::text IS NULL OR coalesce(c.audience, $5::text || c.tool_id::text) = $4::text)
      AND ($9::text IS NULL OR c.bound_key IS NULL OR c.bound_key = $9::text)
      AND (c.addresses IS NULL OR coalesce($6::inet <<= ANY (c.addresses::inet[]), false))
      AND ($7::jsonb IS NULL OR EXISTS (
        SELECT FROM jsonb_array_elements($7::jsonb) AS conditions
        WHERE to_jsonb(ARRAY(SELECT '#' || tag FROM unnest(tool.tags) AS tag) || c.tool_id::text) @> conditions
      ))`;

const SHOWN = `
    id, "tokenHmac", "agentId", "agentName", "toolId", "toolName", "versionId", scopes, audience, "boundKey", addresses, basis, actors,
    "maxUses", "issuedAt", "expiresAt"`;

/** Good and used in one statement. Where uses are not counted nothing is written. */
const ask = (condition: string) => `
  WITH standing AS (
    SELECT c.id, c.token_hmac AS "tokenHmac", c.agent_id AS "agentId", agent.name AS "agentName",
           c.tool_id AS "toolId", tool.name AS "toolName", c.version_id AS "versionId", c.scopes, c.audience, c.bound_key AS "boundKey", c.addresses,
           c.basis, c.actors, c.max_uses AS "maxUses", c.issued_at AS "issuedAt", c.expires_at AS "expiresAt",
           ${MEETS} AS meets
    ${STANDING} AND ${condition}
  ), taken AS (
    ${TAKE} AND standing.meets AND $8::boolean
    RETURNING c.id
  )
  SELECT ${SHOWN}, meets AND ("maxUses" IS NULL OR NOT $8::boolean OR EXISTS (SELECT FROM taken)) AS good FROM standing`;

const BY_TOKEN = ask('c.token_hmac = ANY ($1::bytea[])');
const BY_ID = ask('c.id = $1::uuid AND c.token_hmac IS NULL');
const TAKE_BY_ID = `
  WITH standing AS (SELECT c.id, c.max_uses ${STANDING} AND c.id = $1::uuid), taken AS (${TAKE} RETURNING c.id)
  SELECT id FROM standing WHERE max_uses IS NULL OR EXISTS (SELECT FROM taken)`;

@Injectable()
export class CredentialUsesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Undefined when there is none of this token, or it does not stand; no use is taken unless it is good. */
  async ask(key: CredentialKey, now: Date, question: UseQuestion): Promise<UseAnswer | undefined> {
    const { scopes = [], audience = null, toolsUri, address, tools, take, provenKey } = question;
    const from = address === undefined ? null : (parseAddress(address)?.toString() ?? null);
    const narrowed = tools ? JSON.stringify(tools) : null;
    const proven = provenKey === undefined ? null : (provenKey ?? NO_KEY);
    const conditions = [now, scopes, audience, toolsUri, from, narrowed, take, proven];
    const [row] = await ('id' in key
      ? this.transactions.prepared<Row>('credential-use-by-id', BY_ID, [key.id, ...conditions])
      : this.transactions.prepared<Row>('credential-use-by-token', BY_TOKEN, [key.hmacs, ...conditions]));
    if (!row) return undefined;
    const { good, ...credential } = row;
    return { credential, good };
  }

  /** Whether it was good. */
  async takeById(id: string, now: Date): Promise<boolean> {
    return (await this.transactions.prepared('credential-take', TAKE_BY_ID, [id, now])).length > 0;
  }
}

interface Row extends StandingCredential {
  readonly good: boolean;
}
