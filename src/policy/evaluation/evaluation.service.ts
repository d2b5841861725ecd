import { Injectable } from '@nestjs/common';
import { AgentsService } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import type { Judgement } from '../decisions/decision.js';
import { Judge } from '../decisions/judge.js';
import type { EvaluateRequest } from './dto/evaluate.request.js';

/** Answers what would be decided. */
@Injectable()
export class EvaluationService {
  constructor(
    private readonly agents: AgentsService,
    private readonly judge: Judge,
    private readonly clock: Clock,
  ) {}

  /**
   * The judgement on a request that nobody makes.
   *
   * @throws ValidationFailedError when there is no such agent.
   */
  async evaluate({ agentId, toolId, action, at, address, arguments: args }: EvaluateRequest): Promise<Judgement> {
    const agent = await this.agents.find(agentId);
    if (!agent) {
      const detail = 'There is no such agent.';
      throw new ValidationFailedError([{ pointer: '/agentId', code: 'UNKNOWN_AGENT', detail }]);
    }
    return this.judge.judge({
      subject: { id: agent.id, name: agent.name, type: agent.type, roles: agent.roles },
      action,
      toolId: toolId.toLowerCase(),
      at: at === undefined ? this.clock.now() : new Date(at),
      ...(address !== undefined && { address }),
      ...(args && { arguments: args }),
    });
  }
}
