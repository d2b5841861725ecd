import { Injectable } from '@nestjs/common';
import { AgentsService, type Principal } from '../../auth/index.js';
import type { AccessRequest } from './access-request.entity.js';
import { DecisionNotIndependentError } from './access-requests.errors.js';

/** Says who is independent enough to decide on a request. */
@Injectable()
export class Deciders {
  constructor(private readonly agents: AgentsService) {}

  /**
   * Neither who asked nor who acted for the agent then, nor an agent that one of them owns. And nobody acts for the
   * decider: a delegate could be the one who asked.
   *
   * @throws DecisionNotIndependentError
   */
  async requireIndependent({ agentId, actors = [] }: Principal, request: AccessRequest): Promise<void> {
    const askers = [request.agentId, ...request.actorIds];
    const lineage = [agentId, ...(await this.agents.ownersOf(agentId))];
    if (actors.length > 0 || lineage.some((it) => askers.includes(it))) throw new DecisionNotIndependentError();
  }
}
