import type { ToolFilter } from '../../policy/index.js';
import { SqlParameters } from './sql-parameters.js';
import { matchesToolFilter } from './tool-filter.match.js';
import { toolFilterToSql } from './tool-filter.sql.js';

const HOSTILE = "x'); DROP TABLE tool; --";

describe('toolFilterToSql', () => {
  it.each<[ToolFilter, string, unknown[]]>([
    [{ match: 'all' }, 'TRUE', []],
    [{ match: 'none' }, 'FALSE', []],
    [{ match: 'ids', ids: ['a'] }, 't.id = ANY($1::uuid[])', [['a']]],
    [{ match: 'tags', tags: [HOSTILE] }, 't.tags && $1::text[]', [[HOSTILE]]],
    [{ match: 'types', types: ['http'] }, 'v.tool_type = ANY($1::text[])', [['http']]],
    [{ match: 'owners', ids: ['a'] }, 't.owner_id = ANY($1::uuid[])', [['a']]],
    [{ match: 'and', filters: [] }, 'TRUE', []],
    [{ match: 'or', filters: [] }, 'FALSE', []],
    [{ match: 'not', filter: { match: 'none' } }, 'NOT (FALSE)', []],
    [
      {
        match: 'or',
        filters: [
          { match: 'tags', tags: ['a'] },
          { match: 'not', filter: { match: 'types', types: ['b'] } },
        ],
      },
      '(t.tags && $1::text[]) OR (NOT (v.tool_type = ANY($2::text[])))',
      [['a'], ['b']],
    ],
  ])('%j', (filter, sql, values) => {
    const parameters = new SqlParameters();
    expect(toolFilterToSql(filter, parameters)).toBe(sql);
    expect(parameters.values).toEqual(values);
  });
});

describe('matchesToolFilter', () => {
  const tool = { id: 'a', tags: ['x', 'y'], toolType: 'http', ownerId: 'o', status: 'active' } as const;

  it.each<[ToolFilter, boolean]>([
    [{ match: 'all' }, true],
    [{ match: 'none' }, false],
    [{ match: 'ids', ids: ['b', 'a'] }, true],
    [{ match: 'ids', ids: [] }, false],
    [{ match: 'tags', tags: ['y', 'z'] }, true],
    [{ match: 'tags', tags: ['z'] }, false],
    [{ match: 'types', types: ['llm'] }, false],
    [{ match: 'owners', ids: ['o', 'p'] }, true],
    [{ match: 'owners', ids: ['a'] }, false],
    [{ match: 'statuses', statuses: ['active'] }, true],
    [{ match: 'statuses', statuses: ['retired'] }, false],
    [{ match: 'and', filters: [] }, true],
    [{ match: 'or', filters: [] }, false],
    [{ match: 'and', filters: [{ match: 'all' }, { match: 'tags', tags: ['z'] }] }, false],
    [{ match: 'not', filter: { match: 'types', types: ['llm'] } }, true],
  ])('%j → %s', (filter, expected) => expect(matchesToolFilter(filter, tool)).toBe(expected));
});
