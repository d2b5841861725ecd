import type { SqlParameters } from '../tools/sql-parameters.js';
import { TOOL_TABLES } from '../tools/tool-rows.js';
import { selectionToSql, type ToolSelection } from '../tools/tool-selection.sql.js';

/** A lexeme, and how much it counts in the whole question and in each clause. */
export interface WeighedTerm {
  readonly lexeme: string;
  readonly parts: readonly number[];
}

/**
 * Which tools are looked at: the selected ones, one by one, or those that the lexemes offer, each all of its tools or no more
 * than those that are most about it.
 */
export type Breadth = { look: 'selected' } | { look: 'offered'; most?: number };

export interface NearestRequest {
  readonly terms: readonly WeighedTerm[];
  /** How much each clause counts. */
  readonly clauses: readonly number[];
  readonly selection: ToolSelection;
  readonly breadth: Breadth;
  readonly most: number;
}

/** What the best clause counts against the whole question. */
const CLAUSE = 0.5;

/**
 * The selected tools that fit best, before their names count: the sum of the weights of what they have of the whole question
 * and of the clause that they fit best, each compared with the best tool.
 */
export function nearestToolsSql(request: NearestRequest, parameters: SqlParameters): string {
  const { terms, breadth, most } = request;
  const parts = (terms[0]?.parts ?? []).map((_, index) => `part${index}`);
  const columns = parts.map((_, index) => `${parameters.bind(terms.map((it) => it.parts[index]))}::float8[]`);
  return `
    WITH asked AS MATERIALIZED (
      SELECT * FROM unnest(${parameters.bind(terms.map((it) => it.lexeme))}::text[], ${columns.join(', ')})
        AS asked (lexeme, ${parts.join(', ')})
    ), ${breadth.look === 'selected' ? amongSelected(request, parts, parameters) : amongOffered(request, parts, parameters)},
    near AS MATERIALIZED (
      ${scoresOf('found', request, parts, parameters)} ORDER BY score DESC, tool_id LIMIT ${parameters.bind(most)}::bigint
    )
    SELECT near.tool_id AS id, near.score, tool.status, (
      SELECT array_agg(term.lexeme) FROM tool_term term WHERE term.tool_id = near.tool_id AND term.fields & 1 = 1
    ) AS name
    FROM near JOIN tool ON tool.id = near.tool_id`;
}

/** `found (tool_id, part0, …)`: tools, and the sums of what they have. */
function amongSelected({ selection }: NearestRequest, parts: readonly string[], parameters: SqlParameters): string {
  return `looked AS MATERIALIZED (
      SELECT t.id AS tool_id FROM ${TOOL_TABLES} WHERE ${selectionToSql(selection, parameters)}
    ), found AS MATERIALIZED (${sumsOfLooked(parts)})`;
}

/**
 * What is offered is scored by what is known of it by then, and the best are looked at. They are asked one after the other whether
 * they are selected, until enough are; by a value, as PostgreSQL makes a join of `EXISTS` that selects all tools first.
 */
function amongOffered(request: NearestRequest, parts: readonly string[], parameters: SqlParameters): string {
  const { breadth, selection, most } = request;
  const each = breadth.look === 'offered' ? breadth.most : undefined;
  const limit = each === undefined ? 'OFFSET 0' : `ORDER BY weight DESC, tool_id LIMIT ${parameters.bind(each)}`;
  return `offered AS MATERIALIZED (
      SELECT term.tool_id, ${sumsOf(parts)} FROM asked CROSS JOIN LATERAL (
        SELECT tool_id, weight FROM tool_term WHERE lexeme = asked.lexeme ${limit}
      ) AS term GROUP BY term.tool_id
    ), looked AS MATERIALIZED (
      SELECT tool_id FROM (${scoresOf('offered', request, parts, parameters)} ORDER BY score DESC, tool_id OFFSET 0) AS likely
      WHERE (SELECT TRUE FROM ${TOOL_TABLES} WHERE t.id = likely.tool_id AND ${selectionToSql(selection, parameters)})
      ORDER BY score DESC, tool_id LIMIT ${parameters.bind(most)}::bigint
    ), found AS MATERIALIZED (${sumsOfLooked(parts)})`;
}

function sumsOfLooked(parts: readonly string[]): string {
  return `SELECT term.tool_id, ${sumsOf(parts)} FROM looked CROSS JOIN LATERAL (
      SELECT tool_id, lexeme, weight FROM tool_term WHERE tool_id = looked.tool_id OFFSET 0
    ) AS term JOIN asked USING (lexeme) GROUP BY term.tool_id`;
}

function sumsOf(parts: readonly string[]): string {
  return parts.map((it) => `sum(term.weight * asked.${it}) AS ${it}`).join(', ');
}

/** Each part is compared with the most that any of them has. */
function scoresOf(
  tools: 'offered' | 'found',
  { clauses }: NearestRequest,
  parts: readonly string[],
  parameters: SqlParameters,
): string {
  const [whole, ...shares] = parts.map((it) => `coalesce(${it} / nullif(most_${it}, 0), 0)`);
  const weighed = shares.map((it, index) => `${parameters.bind(clauses[index])}::float8 * ${it}`);
  const best = weighed.length > 0 ? `greatest(${weighed.join(', ')})` : whole;
  return `SELECT tool_id, ${1 - CLAUSE} * ${whole} + ${CLAUSE} * ${best} AS score
      FROM ${tools} CROSS JOIN (SELECT ${parts.map((it) => `max(${it}) AS most_${it}`).join(', ')} FROM ${tools}) AS best`;
}
