import type { CompiledPolicy } from '../../decisions/compiled-policy.js';
import type { Dimension } from '../../target.js';

/** The names of a dimension; none where it is about all. */
export function namesOf(dimension: Dimension): readonly string[] {
  return dimension === 'any' ? [] : dimension.only;
}

/** The roles that a policy speaks of: in its target, and in settings that call them so. */
export function rolesOf({ target, settings }: CompiledPolicy): readonly string[] {
  const named: unknown = (settings as { roles?: unknown } | undefined)?.roles;
  return [...namesOf(target.roles), ...(Array.isArray(named) ? named.filter((it) => typeof it === 'string') : [])];
}
