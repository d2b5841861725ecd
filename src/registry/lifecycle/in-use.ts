import type { ToolFilter } from '../../policy/index.js';
import type { ToolStatus } from '../tools/tool-status.js';

/** What may be vended for and invoked, and is shown to all who may discover it. */
export const IN_USE: readonly ToolStatus[] = ['active', 'deprecated'];

/** Tools of any other status exist only for those who may manage them. */
export function inUseOr(manageable: readonly ToolFilter[]): ToolFilter {
  const others = manageable.filter((it) => it.match !== 'all');
  if (others.length === 0) return { match: 'all' };
  return {
    match: 'or',
    filters: [
      { match: 'statuses', statuses: IN_USE },
      { match: 'and', filters: others },
    ],
  };
}
