import fc from 'fast-check';
import type { ToolFilter } from '../../policy/index.js';
import { sharedView } from './shared-view.js';

const ids = (...list: string[]): ToolFilter => ({ match: 'ids', ids: list });
const tags = (...list: string[]): ToolFilter => ({ match: 'tags', tags: list });
const any = (...filters: ToolFilter[]): ToolFilter => ({ match: 'or', filters });
const all = (...filters: ToolFilter[]): ToolFilter => ({ match: 'and', filters });

/** Whether a filter matches a tool of a name that bears one tag. */
function matches(filter: ToolFilter, id: string, tag: string): boolean {
  if (filter.match === 'ids') return filter.ids.includes(id);
  if (filter.match === 'tags') return filter.tags.includes(tag);
  if (filter.match === 'and') return filter.filters.every((it) => matches(it, id, tag));
  if (filter.match === 'or') return filter.filters.some((it) => matches(it, id, tag));
  return filter.match === 'not' ? !matches(filter.filter, id, tag) : filter.match === 'all';
}

describe('the shared view', () => {
  it.each([
    ['of all tools', { match: 'all' }, { match: 'all' }],
    ['of tools one by one', ids('a', 'b'), ids('a', 'b')],
    ['of a tag and tools beside it', any(tags('x'), ids('a')), any(tags('x'))],
    ['of tools of a tag beside a tag', any(tags('x'), all(ids('a'), tags('y'))), any(tags('x'))],
    ['of nothing but tools one by one', any(ids('a'), ids('b')), any(ids('a'), ids('b'))],
    ['within other conditions', all(tags('y'), any(tags('x'), ids('a'))), all(tags('y'), any(tags('x')))],
    [
      'of what is hidden',
      { match: 'not', filter: any(tags('x'), ids('a')) },
      { match: 'not', filter: any(tags('x'), ids('a')) },
    ],
  ] as [string, ToolFilter, ToolFilter][])('%s', (_, view, shared) => expect(sharedView(view)).toEqual(shared));

  it('has no tool that the view does not have', () => {
    const { filter } = fc.letrec<{ filter: ToolFilter }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<ToolFilter>({ match: 'all' }, { match: 'none' }, ids('a'), ids('b', 'c'), tags('x'), tags('y')),
        fc.array(tie('filter'), { maxLength: 3 }).map((it) => all(...it)),
        fc.array(tie('filter'), { maxLength: 3 }).map((it) => any(...it)),
        tie('filter').map((it): ToolFilter => ({ match: 'not', filter: it })),
      ),
    }));
    fc.assert(
      fc.property(filter, fc.constantFrom('a', 'b', 'd'), fc.constantFrom('x', 'y', 'z'), (view, id, tag) => {
        expect(matches(sharedView(view), id, tag) && !matches(view, id, tag)).toBe(false);
      }),
    );
  });
});
