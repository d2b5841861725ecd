import type { ToolFilter } from '../../policy/index.js';

/**
 * What of a view others have too: where an agent may see tools one by one (its own, those it was granted) beside others, these
 * are left out. Every tool of the shared view is in the view.
 */
export function sharedView(view: ToolFilter): ToolFilter {
  if (view.match === 'and') return { match: 'and', filters: view.filters.map(sharedView) };
  if (view.match !== 'or') return view;
  const shared = view.filters.filter((it) => !isOneByOne(it));
  return { match: 'or', filters: shared.length > 0 ? shared.map(sharedView) : view.filters };
}

function isOneByOne(filter: ToolFilter): boolean {
  return (
    filter.match === 'ids' || filter.match === 'owners' || (filter.match === 'and' && filter.filters.some(isOneByOne))
  );
}
