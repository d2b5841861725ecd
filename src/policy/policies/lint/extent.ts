import { RoleBasedPolicy } from '../../types/role-based.policy.js';
import type { RoleBasedSettings } from '../../types/role-based.settings.js';
import type { CompiledPolicy } from '../../decisions/compiled-policy.js';

/** Whether a policy matches whatever it is about, nothing of it, or what only its kind can tell. */
export function extentOf({ type, settings }: CompiledPolicy): 'all' | 'none' | 'unknown' {
  if (!(type instanceof RoleBasedPolicy)) return 'unknown';
  const { roles } = settings as RoleBasedSettings;
  if (roles === 'any') return 'all';
  return roles.length === 0 ? 'none' : 'unknown';
}
