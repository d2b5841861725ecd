import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type AgentProfile, AgentsService, InsufficientPermissionError, type Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page } from '../../common/http/page.js';
import { PolicySet } from '../decisions/policy-set.js';
import type { Entity } from '../entity-source.js';
import { ACTIONS } from '../policy-type.js';
import { accessTo, subjectOfAgent } from './action-access.js';
import { callerPolicies } from './caller-policies.js';
import type { AccessQuery } from './dto/access.query.js';
import type { ToolAccessResponse } from './dto/tool-access.response.js';
import { KnownTools } from './known-tools.js';

const LIST = 'tool-access';

/** Says who can do what with a tool, and through which policies. */
@Injectable()
export class ToolAccess {
  constructor(
    private readonly tools: KnownTools,
    private readonly agents: AgentsService,
    private readonly policySet: PolicySet,
    private readonly cursors: CursorCodec,
    private readonly clock: Clock,
  ) {}

  /**
   * All agents in order of creation, each with what it may do now; no more agents are judged than the page shows.
   *
   * @throws InsufficientPermissionError
   * @throws the not-found error of tools where the caller may not know of it.
   */
  async listAccess(caller: Principal, toolId: string, given: AccessQuery): Promise<Page<ToolAccessResponse>> {
    if (!caller.permissions.allows('agent:read')) throw new InsufficientPermissionError('agent:read');
    const tool = await this.tools.get(caller, toolId);
    const list = `${LIST}:${toolId}`;
    const { query, after } = this.cursors.open(list, given);
    const agents = await this.agents.listProfiles(query.limit + 1, after?.map(String)[0]);
    const page = this.cursors.page(list, query, agents, { position: ({ id }) => [id], item: (it) => it });
    return { ...page, data: await this.accessOf(page.data, tool, query) };
  }

  /** Facts are asked for all at once; between agents other requests get their turn. */
  private async accessOf(agents: readonly AgentProfile[], tool: Entity, { action }: AccessQuery) {
    const { index } = await this.policySet.current();
    const at = this.clock.now();
    const actions = action ? [action] : ACTIONS;
    const prepared = await Promise.all(
      agents.map(async (agent) => {
        const subject = subjectOfAgent(agent);
        const policies = await callerPolicies({ subject, at }, actions, (it) => index.about(subject, it, tool));
        return { agent: { ...agent, subject }, policies };
      }),
    );
    const answers: ToolAccessResponse[] = [];
    for (const { agent, policies } of prepared) {
      await setImmediate();
      const { id: agentId, name, active } = agent;
      answers.push({ agentId, name, active, access: accessTo(tool, agent, policies, { at }) });
    }
    return answers;
  }
}
