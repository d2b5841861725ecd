import type { Permission } from '../permissions.js';

export interface BuiltInRole {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

/** The role that may do everything; its last active holder is protected. */
export const ADMIN_ROLE = 'admin';

/** The roles that every registry has. */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  { name: ADMIN_ROLE, description: 'May do everything.', permissions: ['*'] },
  {
    name: 'tool_publisher',
    description: 'Registers and reviews tools, keeps their secrets and may use tools.',
    permissions: [
      'self:read',
      'tool:read',
      'tool:create',
      'tool:manage',
      'tool:review',
      'tool:invoke',
      'credential:vend',
      'credential:read',
      'credential:revoke',
      'secret:manage',
      'usage:read',
      'access-request:create',
      'access-request:read',
    ],
  },
  {
    name: 'policy_admin',
    description: 'Writes policies and sees what they decide.',
    permissions: [
      'self:read',
      'policy:read',
      'policy:manage',
      'access-log:read',
      'tool:read',
      'agent:read',
      'access-request:read',
      'access-request:read-all',
      'access-request:decide',
    ],
  },
  {
    name: 'auditor',
    description: 'Reads everything that proves what happened, and changes nothing.',
    permissions: [
      'self:read',
      'audit:read',
      'access-log:read',
      'usage:read',
      'policy:read',
      'agent:read',
      'tool:read',
      'access-request:read',
      'access-request:read-all',
    ],
  },
  {
    name: 'user',
    description: 'Finds tools and uses those that policies permit.',
    permissions: [
      'self:read',
      'tool:read',
      'tool:invoke',
      'credential:vend',
      'credential:read',
      'credential:revoke',
      'access-request:create',
      'access-request:read',
    ],
  },
];
