import type { IdentityLink } from '../identities/identity-link.js';
import type { Permission } from '../permissions.js';
import type { AgentType } from '../principal.js';

export interface NewAgent {
  readonly name: string;
  readonly displayName?: string;
  readonly type: AgentType;
  readonly ownerId?: string | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
  readonly roles?: readonly string[];
  readonly permissions?: readonly Permission[];
  /** Subjects of other issuers that stand for this agent. */
  readonly identities?: readonly IdentityLink[];
  /** Lets the agent log in by the `password` method. */
  readonly password?: string | null;
}

/** What is absent stays as it is. */
export interface AgentPatch {
  readonly displayName?: string;
  readonly ownerId?: string | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
  readonly roles?: readonly string[];
  readonly permissions?: readonly Permission[];
  /** Subjects of other issuers that stand for this agent. */
  readonly identities?: readonly IdentityLink[];
  /** Null takes the password away. */
  readonly password?: string | null;
}

export interface AgentFilter {
  readonly type?: AgentType;
  readonly status?: 'active' | 'disabled';
  readonly role?: string;
  readonly ownerId?: string;
}
