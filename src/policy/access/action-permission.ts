import type { Permission } from '../../auth/index.js';
import type { Action } from '../policy-type.js';

/** The permission that opens the routes on which an action is judged. */
export const ACTION_PERMISSION: Readonly<Record<Action, Permission>> = {
  discover: 'tool:read',
  describe: 'tool:read',
  invoke: 'tool:invoke',
  vend: 'credential:vend',
  manage: 'tool:manage',
};
