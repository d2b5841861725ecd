import type { PermissionSet } from '../permissions.js';
import type { AgentType } from '../principal.js';

/** What every request needs to know of an agent. */
export interface AgentProfile {
  readonly id: string;
  readonly name: string;
  readonly type: AgentType;
  readonly active: boolean;
  readonly tokenEpoch: number;
  readonly roles: readonly string[];
  /** Those of the roles and those held directly. */
  readonly permissions: PermissionSet;
}
