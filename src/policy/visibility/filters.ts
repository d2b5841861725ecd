import type { Dimension, Target } from '../target.js';
import type { ToolFilter } from '../tool-filter.js';

export const ALL: ToolFilter = { match: 'all' };
export const NONE: ToolFilter = { match: 'none' };

export function ids(list: readonly string[]): ToolFilter {
  return list.length === 0 ? NONE : { match: 'ids', ids: list };
}

/** Tools that match every filter; simplified, so that what is decided costs the database nothing. */
export function and(...given: readonly ToolFilter[]): ToolFilter {
  const filters = given.flatMap((it) => (it.match === 'and' ? it.filters : [it])).filter((it) => it.match !== 'all');
  if (filters.some((it) => it.match === 'none')) return NONE;
  const [first, ...others] = filters;
  if (!first) return ALL;
  return others.length === 0 ? first : { match: 'and', filters };
}

/** Tools that match at least one filter. */
export function or(...given: readonly ToolFilter[]): ToolFilter {
  const filters = given.flatMap((it) => (it.match === 'or' ? it.filters : [it])).filter((it) => it.match !== 'none');
  if (filters.some((it) => it.match === 'all')) return ALL;
  const [first, ...others] = filters;
  if (!first) return NONE;
  return others.length === 0 ? first : { match: 'or', filters };
}

/** Tools that do not match the filter. */
export function not(filter: ToolFilter): ToolFilter {
  if (filter.match === 'all') return NONE;
  if (filter.match === 'none') return ALL;
  return filter.match === 'not' ? filter.filter : { match: 'not', filter };
}

/** The tools that a target is about. */
export function targetedTools({ tools, tags, toolTypes }: Target): ToolFilter {
  return and(
    dimension(tools, ids),
    dimension(tags, (only) => ({ match: 'tags', tags: only })),
    dimension(toolTypes, (only) => ({ match: 'types', types: only })),
  );
}

function dimension(value: Dimension, filter: (only: readonly string[]) => ToolFilter): ToolFilter {
  if (value === 'any') return ALL;
  return value.only.length === 0 ? NONE : filter(value.only);
}
