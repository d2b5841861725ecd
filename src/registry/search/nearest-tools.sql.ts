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
  /** The rarest first. */
  readonly terms: readonly WeighedTerm[];
  /** How much each clause counts. */
  readonly clauses: readonly number[];
  readonly selection: ToolSelection;
  readonly breadth: Breadth;
  readonly most: number;
}

/** So many of the rarest lexemes offer tools; all of a question rank them. */
const OFFERING_TERMS = 24;
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
  const offers = terms.map((_, index) => index < OFFERING_TERMS);
  return `
    WITH asked AS MATERIALIZED (
      SELECT * FROM unnest(${parameters.bind(terms.map((it) => it.lexeme))}::text[],
        ${parameters.bind(offers)}::boolean[], ${columns.join(', ')}
      ) AS asked (lexeme, offers, ${parts.join(', ')})
    ), ${breadth.look === 'selected' ? amongSelected(request, parts, parameters) : amongOffered(request, parts, parameters)},
    best AS (
      SELECT ${parts.map((it) => `max(${it}) AS ${it}`).join(', ')} FROM found
    ), near AS MATERIALIZED (
      SELECT tool_id, ${scoreSql(parts, request.clauses, parameters)} AS score FROM found CROSS JOIN best
      ORDER BY score DESC, tool_id LIMIT ${parameters.bind(most)}::bigint
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
 * Of what is offered the best are looked at, for the whole question and for each clause. They are asked one after the other
 * whether they are selected, until enough are: a join would select all tools first.
 */
function amongOffered(request: NearestRequest, parts: readonly string[], parameters: SqlParameters): string {
  const { breadth, selection, most } = request;
  const each = breadth.look === 'offered' ? breadth.most : undefined;
  const limit = each === undefined ? 'OFFSET 0' : `ORDER BY weight DESC, tool_id LIMIT ${parameters.bind(each)}`;
  const selected = `EXISTS (SELECT FROM ${TOOL_TABLES} WHERE t.id = best.tool_id AND ${selectionToSql(selection, parameters)})`;
  const looked = parts.map(
    (part, index) => `(SELECT tool_id FROM (
        SELECT tool_id FROM offered WHERE ${part} > 0 ORDER BY ${part} DESC, tool_id OFFSET 0
      ) AS best WHERE ${selected} LIMIT ${parameters.bind(index === 0 ? most : Math.ceil(most / 4))}::bigint)`,
  );
  return `offered AS MATERIALIZED (
      SELECT term.tool_id, ${sumsOf(parts)} FROM asked CROSS JOIN LATERAL (
        SELECT tool_id, weight FROM tool_term WHERE lexeme = asked.lexeme ${limit}
      ) AS term WHERE asked.offers GROUP BY term.tool_id
    ), looked AS MATERIALIZED (${looked.join(' UNION ')}), found AS MATERIALIZED (${sumsOfLooked(parts)})`;
}

function sumsOfLooked(parts: readonly string[]): string {
  return `SELECT term.tool_id, ${sumsOf(parts)} FROM looked CROSS JOIN LATERAL (
      SELECT tool_id, lexeme, weight FROM tool_term WHERE tool_id = looked.tool_id OFFSET 0
    ) AS term JOIN asked USING (lexeme) GROUP BY term.tool_id`;
}

function sumsOf(parts: readonly string[]): string {
  return parts.map((it) => `sum(term.weight * asked.${it}) AS ${it}`).join(', ');
}

function scoreSql(parts: readonly string[], weights: readonly number[], parameters: SqlParameters): string {
  const [whole, ...shares] = parts.map((it) => `coalesce(found.${it} / nullif(best.${it}, 0), 0)`);
  const clauses = shares.map((it, index) => `${parameters.bind(weights[index])}::float8 * ${it}`);
  return `${1 - CLAUSE} * ${whole} + ${CLAUSE} * ${clauses.length > 0 ? `greatest(${clauses.join(', ')})` : whole}`;
}
