import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AgentsService, type Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page } from '../../common/http/page.js';
import { currentRequest } from '../../common/http/request-context.js';
import { PolicySet } from '../decisions/policy-set.js';
import type { Entity } from '../entity-source.js';
import { EntitySources } from '../entity-sources.js';
import { type Action, ACTIONS } from '../policy-type.js';
import { subjectOf } from '../subject.js';
import { accessTo, type Asking, subjectOfAgent } from './action-access.js';
import { callerPolicies, type CallerPolicies } from './caller-policies.js';
import type { AccessQuery } from './dto/access.query.js';
import type { AgentAccessResponse } from './dto/agent-access.response.js';

const LIST = 'agent-access';

/** Says what an agent can do with which tools, and through which policies. */
@Injectable()
export class AgentAccess {
  constructor(
    private readonly sources: EntitySources,
    private readonly agents: AgentsService,
    private readonly policySet: PolicySet,
    private readonly cursors: CursorCodec,
    private readonly clock: Clock,
  ) {}

  /**
   * Tools in order of registration, each with what the agent may do now; those that the caller may not know of are left
   * out. No more tools are judged than the limit.
   *
   * @throws AgentNotFoundError
   */
  async listAccess(caller: Principal, agentId: string, given: AccessQuery): Promise<Page<AgentAccessResponse>> {
    const agent = await this.agents.getProfile(agentId);
    const list = `${LIST}:${agentId}`;
    const { query, after } = this.cursors.open(list, given);
    const { entities } = await this.sources.get('tool').page(after?.map(String)[0]);
    const page = this.cursors.page(list, query, entities, { position: ({ id }) => [id], item: (it) => it });
    const actions = query.action ? [query.action] : ACTIONS;
    const asking = { ...agent, subject: subjectOfAgent(agent) };
    const asked = { subject: subjectOf(caller), active: true, permissions: caller.permissions };
    return { ...page, data: await this.accessTo(page.data, asking, actions, asked) };
  }

  private async accessTo(tools: readonly Entity[], agent: Asking, actions: readonly Action[], caller: Asking) {
    const at = this.clock.now();
    const address = currentRequest()?.address;
    const here = { at, ...(address !== undefined && { address }) };
    const ofCaller = await this.policiesOf(caller, ['discover'], at);
    const policies = await this.policiesOf(agent, actions, at);
    const answers: AgentAccessResponse[] = [];
    for (const tool of tools) {
      await setImmediate();
      if (!accessTo(tool, caller, ofCaller, here).every(({ allowed }) => allowed)) continue;
      const name = String(tool.attributes['name']);
      answers.push({ toolId: tool.id, name, access: accessTo(tool, agent, policies, { at }) });
    }
    return answers;
  }

  private async policiesOf({ subject }: Asking, actions: readonly Action[], at: Date): Promise<CallerPolicies> {
    const { index } = await this.policySet.current();
    return callerPolicies({ subject, at }, actions, (it) => index.aboutCaller(subject, it));
  }
}
