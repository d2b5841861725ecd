import { Injectable } from '@nestjs/common';
import { type AgentView, AgentsService, type PermissionSet } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { Judge } from '../decisions/judge.js';
import { PolicySet } from '../decisions/policy-set.js';
import type { AccessRequest } from './access-request.entity.js';
import { RequestedToolNotFoundError } from './access-requests.errors.js';
import { ApprovalPolicy } from './approval.policy.js';
import type { ApprovalSettings } from './approval.settings.js';

/** Says for which tools an agent may ask. */
@Injectable()
export class RequestedTools {
  constructor(
    private readonly agents: AgentsService,
    private readonly judge: Judge,
    private readonly policySet: PolicySet,
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
    const { judgement, request } = await this.hear(agent, toolId);
    const tags = request?.resource.attributes['tags'] as string[] | undefined;
    const readable = held?.allows('tool:read', { id: toolId, ...(tags && { tags }) }) ?? true;
    if (!judgement.allowed || !readable) throw new RequestedToolNotFoundError();
  }

  /** Whether an enforced policy is about what is asked for that an approval of it would meet. */
  async wouldOpen({ agentId, toolId, action, arguments: call }: AccessRequest): Promise<boolean> {
    const agent = await this.agents.find(agentId);
    const request = agent && (await this.hear(agent, toolId)).request;
    if (!request) return false;
    const { index } = await this.policySet.current();
    const wanted = call === null ? 'access' : 'call';
    return index
      .about(request.subject, action, request.resource)
      .filter(({ mode, type }) => mode === 'enforced' && type instanceof ApprovalPolicy)
      .some(({ settings }) => (settings as ApprovalSettings).for === wanted);
  }

  private hear({ id, name, type, roles }: AgentView, toolId: string) {
    const subject = { id, name, type, roles };
    return this.judge.hear({ subject, action: 'discover', toolId, at: this.clock.now() });
  }
}
