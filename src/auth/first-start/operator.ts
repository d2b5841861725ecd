import { PermissionSet } from '../permissions.js';
import type { Principal } from '../principal.js';

/** Who acts when nobody has logged in: whoever runs the process. May do everything. */
export const OPERATOR: Principal = {
  agentId: '00000000-0000-0000-0000-000000000000',
  agentName: 'operator',
  agentType: 'user',
  roles: [],
  permissions: new PermissionSet(['*']),
  method: 'console',
  basis: [],
  epochs: [],
};
