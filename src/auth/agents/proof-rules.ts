import { Injectable } from '@nestjs/common';
import { isWithinRanges } from '../../common/address-ranges.js';
import { InsufficientPermissionError } from '../auth.errors.js';
import { type Permission, PermissionSet } from '../permissions.js';
import type { Principal } from '../principal.js';
import { AgentProfiles } from './agent-profiles.js';
import { AgentNotFoundError } from './agents.errors.js';
import { GrantRules } from './grant-rules.js';
import {
  DelegatedProofError,
  ProofOutlivesCallerError,
  ProofOutranksCallerError,
  ProofUsableElsewhereError,
} from './proof-rules.errors.js';

const MANAGE = 'agent:manage';

/** How far a proof shall reach; null narrows nothing. */
export interface ProofReach {
  readonly permissions: readonly Permission[] | null;
  readonly expiresAt: Date | null;
  readonly allowedAddresses: readonly string[] | null;
}

/** A proof that there is. */
export interface LastingProof {
  readonly id: string;
  readonly agentId: string;
  /** Null: whatever the agent may do. */
  readonly permissions: readonly Permission[] | null;
}

/** Who may see, make and end the lasting proofs of an agent, its keys and clients: itself, and those who may manage it. */
@Injectable()
export class ProofRules {
  constructor(
    private readonly profiles: AgentProfiles,
    private readonly grants: GrantRules,
  ) {}

  /** @throws InsufficientPermissionError for the proofs of others, AgentNotFoundError */
  async requireAccess(caller: Principal, agentId: string): Promise<void> {
    if (caller.agentId !== agentId && !caller.permissions.allows(MANAGE)) throw new InsufficientPermissionError(MANAGE);
    if (!(await this.profiles.find(agentId))) throw new AgentNotFoundError();
  }

  /**
   * Whoever holds a narrow proof of an agent cannot take away what opens more; any proof may end itself.
   *
   * @throws DelegatedProofError, AgentOutranksCallerError, ProofOutranksCallerError
   */
  async requireMayEnd(caller: Principal, { id, agentId, permissions }: LastingProof): Promise<void> {
    // The basis of their token names proofs of the subject too.
    if (caller.actors?.length) throw new DelegatedProofError();
    if (caller.basis.includes(id)) return;
    if (caller.agentId !== agentId) return this.grants.requireCovers(caller, agentId);
    const held = (await this.profiles.find(agentId))?.permissions ?? new PermissionSet([]);
    const opened = permissions ? held.intersect(new PermissionSet(permissions)) : held;
    if (!caller.permissions.covers(opened)) throw new ProofOutranksCallerError();
  }

  /**
   * A proof of one's own reaches at most as far as the one it is made with; a proof of somebody else lets one act as
   * them.
   *
   * @throws DelegatedProofError, UnknownPermissionError, GrantTooWideError, AgentOutranksCallerError,
   * ProofOutlivesCallerError, ProofUsableElsewhereError
   */
  async requireMayMake(caller: Principal, agentId: string, wanted: ProofReach): Promise<void> {
    const { permissions, expiresAt, allowedAddresses } = wanted;
    const { proofEndsAt, addresses } = caller;
    if (caller.actors?.length) throw new DelegatedProofError();
    if (caller.agentId !== agentId || permissions === null) await this.grants.requireCovers(caller, agentId);
    await this.grants.requireMayGrant(caller, [], permissions ?? []);
    if (proofEndsAt && !(expiresAt && expiresAt <= proofEndsAt)) throw new ProofOutlivesCallerError(proofEndsAt);
    if (addresses && !(allowedAddresses && isWithinRanges(allowedAddresses, addresses))) {
      throw new ProofUsableElsewhereError(addresses);
    }
  }
}
