import type { ToolFilter } from '../../policy/index.js';
import type { SqlParameters } from '../tools/sql-parameters.js';
import { TOOL_TABLES } from '../tools/tool-rows.js';
import { selectionToSql, type ToolSelection } from '../tools/tool-selection.sql.js';
import { countsSource, raritySql } from './lexeme-counts.sql.js';
import type { WeighedTerm } from './weighed-terms.js';

/** Which tools are looked at: all, those selected, or those that each of the rarest lexemes offers. */
export type Breadth = { look: 'all' } | { look: 'selected' } | { look: 'offered'; most: number };

export interface RankingRequest {
  readonly terms: readonly WeighedTerm[];
  /** The tools that `counted` and the rarity of words are about. */
  readonly among: ToolFilter;
  readonly counted: number;
  readonly selection: ToolSelection;
  readonly breadth: Breadth;
  readonly page: { readonly limit: number };
}

/** So many of the rarest lexemes offer tools; all of a question rank them. */
const OFFERING_TERMS = 24;
/** So many tools are compared by their names too, and can be paged through; more where more are asked for at once. */
const MOST_RANKED = 200;
/** What the best clause counts against the whole question. */
const CLAUSE = 0.5;
const NAME = 0.15;
/** A deprecated tool is worth less than one as good that is not. */
const DEPRECATED = 0.7;

/** The common table expression `ranked (tool_id, score)`, and those it is made of. */
export function rankedSql(request: RankingRequest, parameters: SqlParameters): string {
  const { terms, among, counted, selection, breadth } = request;
  const parts = (terms[0]?.parts ?? []).map((_, index) => `part${index}`);
  const columns = parts.map((_, index) => parameters.bind(terms.map((it) => it.parts[index])));
  const sums = parts.map((it) => `sum(term.weight * asked.${it}) AS ${it}`).join(', ');
  const [whole, ...clauses] = parts.map((it) => `fit.${it} / nullif(best.${it}, 0)`);
  const clause = clauses.length > 0 ? `greatest(${clauses.join(', ')})` : whole;
  return `
    asked AS MATERIALIZED (
      SELECT * FROM unnest(${parameters.bind(terms.map((it) => it.lexeme))}::text[],
        ${parameters.bind(terms.map((it) => it.rarity))}::float8[], ${columns.map((it) => `${it}::float8[]`).join(', ')}
      ) AS asked (lexeme, rarity, ${parts.join(', ')})
    ), ${lookedAt(request, parameters)} hit AS (
      SELECT term.tool_id, ${sums}, coalesce(sum(asked.rarity) FILTER (WHERE term.fields & 1 = 1), 0) AS named
      FROM asked JOIN tool_term term USING (lexeme) ${breadth.look === 'all' ? '' : 'JOIN looked USING (tool_id)'}
      GROUP BY term.tool_id
    ), fit AS (
      SELECT hit.*, t.status FROM hit JOIN (${TOOL_TABLES}) ON t.id = hit.tool_id
      WHERE ${selectionToSql(selection, parameters)}
    ), best AS (
      SELECT ${parts.map((it) => `max(${it}) AS ${it}`).join(', ')} FROM fit
    ), near AS MATERIALIZED (
      SELECT tool_id, named, status,
        ${1 - CLAUSE} * coalesce(${whole}, 0) + ${CLAUSE} * coalesce(${clause}, 0) AS score
      FROM fit CROSS JOIN best
      ORDER BY score DESC, tool_id LIMIT ${parameters.bind(Math.max(MOST_RANKED, request.page.limit))}::bigint
    ), word AS MATERIALIZED (
      SELECT tool_id, lexeme FROM near JOIN tool_term term USING (tool_id) WHERE term.fields & 1 = 1
    ), known AS MATERIALIZED (
      SELECT lexeme, ${raritySql('sum(tools)', `${parameters.bind(counted)}::float8`)} AS rarity
      FROM ${countsSource(among, parameters)} AS known
      WHERE lexeme = ANY (ARRAY(SELECT DISTINCT lexeme FROM word)) GROUP BY lexeme
    ), name AS (
      SELECT tool_id, sum(rarity) AS rarity FROM word JOIN known USING (lexeme) GROUP BY tool_id
    ), ranked AS (
      SELECT tool_id, round(((score + ${NAME} * coalesce(named / nullif(name.rarity, 0), 0))
        * CASE status WHEN 'deprecated' THEN ${DEPRECATED} ELSE 1 END)::numeric, 6)::float8 AS score
      FROM near LEFT JOIN name USING (tool_id)
    )`;
}

function lookedAt({ terms, selection, breadth }: RankingRequest, parameters: SqlParameters): string {
  if (breadth.look === 'all') return '';
  const selected = `SELECT t.id AS tool_id FROM ${TOOL_TABLES} WHERE ${selectionToSql(selection, parameters)}`;
  if (breadth.look === 'selected') return `looked AS MATERIALIZED (${selected}),`;
  const rarest = parameters.bind(terms.slice(0, OFFERING_TERMS).map((it) => it.lexeme));
  return `looked AS MATERIALIZED (
      SELECT offer.tool_id FROM asked CROSS JOIN LATERAL (
        SELECT term.tool_id, term.weight FROM tool_term term WHERE term.lexeme = asked.lexeme
        ORDER BY term.weight DESC, term.tool_id LIMIT ${parameters.bind(breadth.most)}
      ) AS offer
      WHERE asked.lexeme = ANY (${rarest}::text[])
      GROUP BY offer.tool_id ORDER BY sum(asked.part0 * offer.weight) DESC, offer.tool_id
      LIMIT ${parameters.bind(breadth.most * 4)}
    ),`;
}
