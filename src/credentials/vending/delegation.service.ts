import { Injectable } from '@nestjs/common';
import {
  type AgentProfile,
  AgentsService,
  InsufficientPermissionError,
  InvalidTokenError,
  ObjectPermissions,
  type Principal,
} from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import type { Credential } from '../credential.entity.js';
import { statusOf } from '../credential-status.js';
import {
  CredentialEndedError,
  CredentialKeyNotProvenError,
  CredentialNotFoundError,
  DelegationNotAllowedError,
} from '../credentials.errors.js';
import { CredentialsRepository } from '../credentials.repository.js';
import { CredentialVendor, type VendedCredential } from './credential-vendor.js';
import { delegatePrincipal } from './delegate-principal.js';
import { GroundLost } from './ground-lost.js';
import type { VendRequest } from './vend-request.js';
import { withinParent } from './within-parent.js';

export const VEND_PERMISSION = 'credential:vend';

export interface DelegateRequest extends VendRequest {
  /** The agent that shall hold the new credential. */
  readonly agentId: string;
}

/** Vends from a credential to a sub-agent: less than it opens, no longer than it lives, and gone when it is. */
@Injectable()
export class DelegationService {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly agents: AgentsService,
    private readonly objects: ObjectPermissions,
    private readonly vendor: CredentialVendor,
    private readonly clock: Clock,
  ) {}

  /**
   * A credential for the sub-agent, as far as policies let it vend. What changes meanwhile is looked at anew.
   *
   * @throws CredentialNotFoundError where the caller does not hold the parent; CredentialKeyNotProvenError,
   *   CredentialEndedError, DelegationNotAllowedError; and as `VendingService.generateCredential`
   */
  async delegate(holder: Principal, parentId: string, request: DelegateRequest): Promise<VendedCredential> {
    for (let lostWith: number | undefined; ;) {
      const parent = await this.heldBy(holder, parentId);
      const within = withinParent(request, parent);
      const agent = await this.subAgent(request.agentId);
      // The same sub-agent as when an agent was lost: then it was the holder, or who acts for it.
      if (agent.tokenEpoch === lostWith) throw new InvalidTokenError();
      const principal = delegatePrincipal(agent, holder, parent, request.boundKey);
      try {
        return await this.vendor.vend({ principal, toolId: parent.toolId, request: within, parent });
      } catch (error) {
        if (!(error instanceof GroundLost)) throw error;
        lostWith = error.ground === 'agents' ? agent.tokenEpoch : undefined;
      }
    }
  }

  private async heldBy(holder: Principal, id: string): Promise<Credential> {
    const parent = await this.credentials.findById(id);
    if (parent?.agentId !== holder.agentId) throw new CredentialNotFoundError();
    const mayVend = await this.objects.holds(holder, VEND_PERMISSION, parent.toolId, 'tool');
    if (!mayVend) throw new InsufficientPermissionError(VEND_PERMISSION);
    if (parent.boundKey !== null && parent.boundKey !== holder.provenKey) throw new CredentialKeyNotProvenError();
    const status = statusOf(parent, this.clock.now());
    if (status !== 'active') throw new CredentialEndedError(status);
    if (parent.delegations === 0) throw new DelegationNotAllowedError();
    return parent;
  }

  /** @throws ValidationFailedError that names the agent where there is none, and where it is disabled. */
  private async subAgent(agentId: string): Promise<AgentProfile> {
    const known = await this.agents.find(agentId);
    const profile = known && (await this.agents.getProfile(agentId));
    if (profile?.active) return profile;
    throw new ValidationFailedError([
      { pointer: '/agentId', code: 'UNKNOWN_AGENT', detail: 'agentId must be that of an active agent' },
    ]);
  }
}
