import { Injectable } from '@nestjs/common';
import { isWithinRanges } from '../../common/address-ranges.js';
import { InsufficientPermissionError } from '../auth.errors.js';
import type { Permission } from '../permissions.js';
import type { Principal } from '../principal.js';
import { AgentNotFoundError } from './agents.errors.js';
import { AgentsRepository } from './agents.repository.js';
import { GrantRules } from './grant-rules.js';
import { ProofOutlivesCallerError, ProofUsableElsewhereError } from './proof-rules.errors.js';

const MANAGE = 'agent:manage';

/** How far a proof shall reach; null narrows nothing. */
export interface ProofReach {
  readonly permissions: readonly Permission[] | null;
  readonly expiresAt: Date | null;
  readonly allowedAddresses: readonly string[] | null;
}

/** Who may see, make and end the lasting proofs of an agent, its keys and clients: itself, and those who may manage it. */
@Injectable()
export class ProofRules {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly grants: GrantRules,
  ) {}

  /** @throws InsufficientPermissionError for the proofs of others, AgentNotFoundError */
  async requireAccess(caller: Principal, agentId: string): Promise<void> {
    if (caller.agentId !== agentId && !caller.permissions.allows(MANAGE)) throw new InsufficientPermissionError(MANAGE);
    if (!(await this.agents.findById(agentId))) throw new AgentNotFoundError();
  }

  /** @throws AgentOutranksCallerError */
  async requireMayEnd(caller: Principal, agentId: string): Promise<void> {
    if (caller.agentId !== agentId) await this.grants.requireCovers(caller, agentId);
  }

  /**
   * A proof of one's own reaches at most as far as the one it is made with; a proof of somebody else lets one act as
   * them.
   *
   * @throws UnknownPermissionError, GrantTooWideError, AgentOutranksCallerError, ProofOutlivesCallerError,
   * ProofUsableElsewhereError
   */
  async requireMayMake(caller: Principal, agentId: string, wanted: ProofReach): Promise<void> {
    const { permissions, expiresAt, allowedAddresses } = wanted;
    const { proofEndsAt, addresses } = caller;
    if (caller.agentId !== agentId || permissions === null) await this.grants.requireCovers(caller, agentId);
    await this.grants.requireMayGrant(caller, [], permissions ?? []);
    if (proofEndsAt && !(expiresAt && expiresAt <= proofEndsAt)) throw new ProofOutlivesCallerError(proofEndsAt);
    if (addresses && !(allowedAddresses && isWithinRanges(allowedAddresses, addresses))) {
      throw new ProofUsableElsewhereError(addresses);
    }
  }
}
