import { isInRanges } from '../../common/address-ranges.js';

/** A credential that is neither revoked nor used up, nor over when it was read, and what it rests on stood. */
export interface StandingCredential {
  readonly id: string;
  /** Null where the token is a JWT. */
  readonly tokenHmac: Buffer | null;
  readonly agentId: string;
  readonly agentName: string;
  readonly toolId: string;
  readonly toolName: string;
  /** Null: whichever is served. */
  readonly versionId: string | null;
  readonly scopes: readonly string[];
  /** Null: for the tool alone. */
  readonly audience: string | null;
  readonly boundKey: string | null;
  /** Null: from anywhere. */
  readonly addresses: readonly string[] | null;
  readonly basis: readonly string[];
  /** The latest first. */
  readonly actors: readonly string[];
  /** Null where uses are not counted. */
  readonly maxUses: number | null;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** What must be true of a credential, beside its standing, so that it is good for the asker. */
export interface UseConditions {
  readonly scopes?: readonly string[] | undefined;
  readonly audience?: string | undefined;
  /** From where it was presented; one that is bound to addresses is good from nowhere else, nor from nobody knows where. */
  readonly address?: string | undefined;
  /**
   * Thumbprint of the key that whoever presented it has proved to hold; null: of none, and one that is bound to a key is
   * good for nobody then. Absent: it is not known yet, and whoever is told of the binding sees to it.
   */
  readonly provenKey?: string | null | undefined;
}

/** Whether a credential meets the conditions; the statement that takes uses says the same to the database. */
export function meets(credential: StandingCredential, audience: string, conditions: UseConditions): boolean {
  const { scopes, addresses, boundKey } = credential;
  const holds = conditions.scopes?.every((it) => scopes.includes(it)) ?? true;
  const isMeant = conditions.audience === undefined || conditions.audience === audience;
  const isHeld = conditions.provenKey === undefined || boundKey === null || boundKey === conditions.provenKey;
  return holds && isMeant && isHeld && (addresses === null || isInRanges(conditions.address ?? '', addresses));
}

/** Who acts for the agent (RFC 8693 §4.1). */
export interface ActingAgent {
  readonly sub: string;
  readonly act?: ActingAgent;
}

/** @param actors the latest first. */
export function chainOf([sub, ...before]: readonly string[]): ActingAgent | undefined {
  if (sub === undefined) return undefined;
  const act = chainOf(before);
  return { sub, ...(act && { act }) };
}
