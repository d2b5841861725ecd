import { Injectable } from '@nestjs/common';
import { type AgentView, AgentsService, RolesService } from '../../auth/index.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';

/** Finds the agents about whom it is asked what would be decided. */
@Injectable()
export class QuestionedAgents {
  constructor(
    private readonly agents: AgentsService,
    private readonly roles: RolesService,
  ) {}

  /**
   * The agent, with the roles that it holds.
   *
   * @param roles that it might hold instead.
   * @throws ValidationFailedError when there is no such agent, or no such role.
   */
  async find(agentId: string, roles: readonly string[] = []): Promise<AgentView> {
    const unknown = await this.roles.findUnknown(roles);
    if (unknown.length > 0) throw new ValidationFailedError(unknown.map((it) => unknownRole(it, roles.indexOf(it))));
    const agent = await this.agents.find(agentId);
    if (agent) return agent;
    const detail = 'There is no such agent.';
    throw new ValidationFailedError([{ pointer: '/agentId', code: 'UNKNOWN_AGENT', detail }]);
  }
}

function unknownRole(role: string, position: number) {
  return { pointer: `/roles/${String(position)}`, code: 'UNKNOWN_ROLE', detail: `There is no role "${role}".` };
}
