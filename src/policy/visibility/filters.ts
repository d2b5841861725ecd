import type { Dimension, Target } from '../target.js';
import type { ToolFilter } from '../tool-filter.js';

export const ALL: ToolFilter = { match: 'all' };
export const NONE: ToolFilter = { match: 'none' };

export function ids(list: readonly string[]): ToolFilter {
  return list.length === 0 ? NONE : { match: 'ids', ids: list };
}

/** Tools that match every filter; simplified, so that what is decided costs the database nothing. */
export function and(...given: readonly ToolFilter[]): ToolFilter {
  const all = given.flatMap((it) => (it.match === 'and' ? it.filters : [it])).filter((it) => it.match !== 'all');
  if (all.some((it) => it.match === 'none')) return NONE;
  if (all.length < 2) return all[0] ?? ALL;
  const filters = exceptUnited(all);
  return filters.length === 1 && filters[0] ? filters[0] : { match: 'and', filters };
}

/** Tools that match at least one filter. */
export function or(...given: readonly ToolFilter[]): ToolFilter {
  const some = given.flatMap((it) => (it.match === 'or' ? it.filters : [it])).filter((it) => it.match !== 'none');
  if (some.some((it) => it.match === 'all')) return ALL;
  if (some.length < 2) return some[0] ?? NONE;
  const filters = united(some);
  return filters.length === 1 && filters[0] ? filters[0] : { match: 'or', filters };
}

/** Thousands of policies about one tool each are one list of ids to the database, not thousands of conditions. */
function united(filters: readonly ToolFilter[]): ToolFilter[] {
  const [toolIds, tags, types] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const others: ToolFilter[] = [];
  for (const filter of filters) {
    if (filter.match === 'ids') filter.ids.forEach((it) => toolIds.add(it));
    else if (filter.match === 'tags') filter.tags.forEach((it) => tags.add(it));
    else if (filter.match === 'types') filter.types.forEach((it) => types.add(it));
    else others.push(filter);
  }
  return [
    ids([...toolIds]),
    ...(tags.size > 0 ? [{ match: 'tags', tags: [...tags] } as const] : []),
    ...(types.size > 0 ? [{ match: 'types', types: [...types] } as const] : []),
    ...others,
  ].filter((it) => it.match !== 'none');
}

/** What is in none of several sets is not in their union. */
function exceptUnited(filters: readonly ToolFilter[]): ToolFilter[] {
  const excluded = filters.flatMap((it) => (it.match === 'not' ? [it.filter] : []));
  return [...filters.filter((it) => it.match !== 'not'), ...(excluded.length > 0 ? [not(or(...excluded))] : [])];
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
