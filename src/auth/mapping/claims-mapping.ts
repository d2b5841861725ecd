import type { AgentType } from '../principal.js';
import { claimIncludes } from './claims.js';

/** Whoever the claim says this value of gets the role. */
export interface RoleRule {
  /** Path of the claim: see `claimAt`. */
  readonly claim: string;
  readonly value: string;
  readonly role: string;
}

/** What the claims of an auth method's issuer make of its subjects here. */
export interface ClaimsMapping {
  /** Whether a subject that no agent stands for gets an agent of its own, or is refused. */
  readonly provision: 'link' | 'provision';
  /** The type of agents that are made. */
  readonly agentType: AgentType;
  /** Path of the claim after which they are named. Absent: their subject. */
  readonly nameClaim?: string;
  /** Path of the claim with their name for people. */
  readonly displayNameClaim?: string;
  readonly roles: readonly RoleRule[];
  /** Roles that they all hold. */
  readonly defaultRoles: readonly string[];
}

/** The roles that claims give, by name. */
export function mappedRoles(
  { roles, defaultRoles }: ClaimsMapping,
  claims: Readonly<Record<string, unknown>>,
): string[] {
  const matching = roles.filter(({ claim, value }) => claimIncludes(claims, claim, value));
  return [...new Set([...defaultRoles, ...matching.map((it) => it.role)])].sort();
}
