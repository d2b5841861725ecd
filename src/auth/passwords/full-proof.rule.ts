import { Injectable } from '@nestjs/common';
import { AgentProfiles } from '../agents/agent-profiles.js';
import { DelegatedProofError } from '../agents/proof-rules.errors.js';
import { ApiKeysRepository } from '../api-keys/api-keys.repository.js';
import type { Principal } from '../principal.js';
import { FullProofRequiredError } from './passwords.errors.js';

/** For what only the agent itself may do, having logged in with all its rights. */
@Injectable()
export class FullProofRule {
  constructor(
    private readonly profiles: AgentProfiles,
    private readonly keys: ApiKeysRepository,
  ) {}

  /**
   * Refuses what somebody acts by for the agent, keys and clients, and whatever is narrowed or ends by itself.
   *
   * @throws DelegatedProofError, FullProofRequiredError
   */
  async require(caller: Principal): Promise<void> {
    const { agentId, actors, basis, clientId, credential, addresses, proofEndsAt, permissions } = caller;
    if (actors?.length) throw new DelegatedProofError();
    const held = (await this.profiles.find(agentId))?.permissions.toArray() ?? [];
    const isNarrowed = credential || addresses || proofEndsAt || permissions.missing(held).length > 0;
    const isMachine = clientId !== undefined || (await this.keys.includeAny(agentId, basis));
    if (isNarrowed || isMachine) throw new FullProofRequiredError();
  }
}
