import type { AgentProfile, Principal } from '../../auth/index.js';
import type { Credential } from '../credential.entity.js';

/**
 * The agent that a holder delegates to, as policies and the credential see it: for whom the holder acts, and before it
 * whoever acted for the parent's.
 *
 * What it gets rests on the holder's proof and, by the parent, on all that the parent rests on. The key that the holder
 * has proved counts for it only where the new credential is bound to that very key.
 */
export function delegatePrincipal(
  { id, name, type, roles, permissions, tokenEpoch }: AgentProfile,
  holder: Principal,
  parent: Credential,
  boundKey: string | undefined,
): Principal {
  const { method, basis, epochs, proofEndsAt, addresses, provenKey } = holder;
  const actors = new Set([holder.agentId, ...(holder.actors ?? []), ...parent.actors]);
  actors.delete(id);
  return {
    ...{ agentId: id, agentName: name, agentType: type, roles, permissions },
    ...{ method, basis, epochs: [{ sub: id, epoch: tokenEpoch }, ...epochs], actors: [...actors] },
    ...(proofEndsAt && { proofEndsAt }),
    ...(addresses && { addresses }),
    ...(provenKey !== undefined && provenKey === boundKey && { provenKey }),
  };
}
