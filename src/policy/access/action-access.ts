import type { AgentProfile } from '../../auth/index.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import type { Entity } from '../entity-source.js';
import type { AccessRequest, Action, Subject } from '../policy-type.js';
import { targetsTool } from '../target.js';
import { ACTION_PERMISSION } from './action-permission.js';
import type { CallerPolicies } from './caller-policies.js';
import type { ActionAccessResponse } from './dto/action-access.response.js';
import { policyAnswer } from './policy-answer.js';

/** An agent that asks, and what it holds. */
export type Asking = Pick<AgentProfile, 'active' | 'permissions'> & { readonly subject: Subject };

type Call = Pick<AccessRequest, 'at' | 'address'>;

/** What an agent may do with a tool: each action by its permission and by the policies, for both are needed. */
export function accessTo(tool: Entity, agent: Asking, policies: CallerPolicies, call: Call): ActionAccessResponse[] {
  return [...policies].map(([action, all]) => {
    const applicable = all.filter(({ target }) => targetsTool(target, tool));
    const answer = policyAnswer(applicable, { ...call, subject: agent.subject, action, resource: tool });
    const held = holds(agent, action, tool);
    return {
      action,
      allowed: agent.active && held && answer.allowed,
      permission: { name: ACTION_PERMISSION[action], held },
      policy: {
        ...answer,
        permits: answer.permits.map(toReference),
        conditions: answer.conditions.map(toReference),
      },
    };
  });
}

function holds({ permissions }: Pick<Asking, 'permissions'>, action: Action, { id, attributes }: Entity): boolean {
  const tags = Array.isArray(attributes['tags']) ? attributes['tags'].map(String) : [];
  return permissions.allows(ACTION_PERMISSION[action], { id, tags });
}

export function subjectOfAgent({ id, name, type, roles }: AgentProfile): Subject {
  return { id, name, type, roles };
}

function toReference({ id, name, kind, effect }: CompiledPolicy) {
  return { id, name, kind, effect };
}
