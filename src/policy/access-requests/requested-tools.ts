import { Injectable } from '@nestjs/common';
import { AgentsService, type PermissionSet } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { Judge } from '../decisions/judge.js';
import { RequestedToolNotFoundError } from './access-requests.errors.js';

/** Says for which tools an agent may ask. */
@Injectable()
export class RequestedTools {
  constructor(
    private readonly agents: AgentsService,
    private readonly judge: Judge,
    private readonly clock: Clock,
  ) {}

  /**
   * The agent is active, and policies let it discover the tool.
   *
   * @param held what the proof of an asking agent allows: a tool that it may not read is not there for it.
   * @throws RequestedToolNotFoundError
   */
  async requireDiscoverable(agentId: string, toolId: string, held?: PermissionSet): Promise<void> {
    const agent = await this.agents.find(agentId);
    if (agent?.status !== 'active') throw new RequestedToolNotFoundError();
    const { id, name, type, roles } = agent;
    const subject = { id, name, type, roles };
    const { judgement, request } = await this.judge.hear({ subject, action: 'discover', toolId, at: this.clock.now() });
    const tags = request?.resource.attributes['tags'] as string[] | undefined;
    const readable = held?.allows('tool:read', { id: toolId, ...(tags && { tags }) }) ?? true;
    if (!judgement.allowed || !readable) throw new RequestedToolNotFoundError();
  }
}
