import type { Principal } from '../../auth/index.js';
import { newId } from '../../common/ids.js';
import type { Decision } from '../../policy/index.js';
import type { Credential } from '../credential.entity.js';
import type { Grant } from './grant.js';
import type { Terms } from './terms.js';

/** What is granted, to whom, on which terms, by which decision. */
export interface Award {
  readonly grant: Grant;
  readonly terms: Terms;
  /** The version of the tool that alone it shall open; null: whichever is served. */
  readonly versionId: string | null;
  /** Who receives it, with the proof that it rests on. */
  readonly principal: Principal;
  readonly decision: Decision;
  /** What the credential was asked for. */
  readonly reason?: string | undefined;
  /** The credential from which it is delegated. */
  readonly parent?: Credential | undefined;
}

/** The credential that an award makes, under texts that are stored as HMACs alone. */
export function credentialOf(award: Award, texts: Pick<Credential, 'tokenHmac' | 'accessorHmac'>): Credential {
  const { grant, terms, versionId, principal, decision, reason = null, parent } = award;
  return {
    ...texts,
    ...terms,
    id: newId(),
    agentId: decision.agentId,
    toolId: decision.toolId,
    versionId,
    scopes: [...grant.scopes],
    issuedAt: grant.issuedAt,
    expiresAt: grant.expiresAt,
    hardExpiresAt: grant.hardExpiresAt,
    renewedAt: null,
    parentId: parent?.id ?? null,
    rootId: parent ? (parent.rootId ?? parent.id) : null,
    maxUses: grant.maxUses,
    usesLeft: grant.maxUses,
    reason,
    decisionId: decision.id,
    policyIds: policiesBehind(decision).map(({ policyId }) => policyId),
    basis: [...principal.basis],
    actors: [...(principal.actors ?? [])],
    revokedAt: null,
    revokeReason: null,
  };
}

/** The enforced policies without whose match the answer could have been no. */
export function policiesBehind({ trace }: Decision): Decision['trace'] {
  return trace.filter((it) => it.mode === 'enforced' && it.outcome === 'match' && it.effect !== 'deny');
}
