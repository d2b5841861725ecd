import type { IdentityLink } from '../identities/identity-link.js';
import type { Permission } from '../permissions.js';
import type { AgentType } from '../principal.js';
import type { Agent, AgentStatus } from './agent.entity.js';

/** An agent as callers and other modules see it. */
export interface AgentView {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly type: AgentType;
  readonly status: AgentStatus;
  /** The agent that answers for this one. */
  readonly ownerId: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly roles: readonly string[];
  /** Held directly, beside those of the roles. */
  readonly permissions: readonly Permission[];
  /** Subjects of other issuers that stand for this agent. */
  readonly identities: readonly IdentityLink[];
  /** Name of the auth method that made the agent on first sight; its claims give it its roles. */
  readonly provisionedBy: string | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type Links = Pick<AgentView, 'roles' | 'identities' | 'provisionedBy'>;

export function toAgentView(agent: Agent, { roles, identities, provisionedBy }: Links): AgentView {
  const { id, name, displayName, type, status, ownerId, metadata, permissions, revision, createdAt, updatedAt } = agent;
  return {
    ...{ id, name, displayName, type, status, ownerId, metadata },
    ...{ roles, permissions, identities, provisionedBy },
    ...{ revision, createdAt, updatedAt },
  };
}
