import type { ClientBase, Pool } from 'pg';
import type { Registration } from './catalogue.js';
import { HITS } from './recorded-search.js';

const BATCH = 2_000;
/** The fields, by the weights that `ts_rank` gives them: 1, 0.4, 0.2 and 0.1. */
const DOCUMENT = ['A', 'B', 'C', 'D']
  .map((weight, index) => `setweight(to_tsvector('english', given.texts[${index + 1}]), '${weight}')`)
  .join(' || ');
const SEARCH = `
  SELECT tool_id, ts_rank(document, query) AS score
  FROM ranked_by_postgres, CAST(replace(plainto_tsquery('english', $1)::text, ' & ', ' | ') AS tsquery) AS query
  WHERE document @@ query ORDER BY score DESC LIMIT ${HITS}`;

/**
 * What PostgreSQL has for this: a stored `tsvector` of the same texts, as its own configuration for English reads them, with a
 * GIN index. `searchByTsRank` asks it.
 *
 * @param tools those that are stored under these names.
 */
export async function indexForTsRank(database: Pool, tools: readonly Registration[]): Promise<void> {
  await database.query('CREATE TABLE ranked_by_postgres (tool_id uuid PRIMARY KEY, document tsvector NOT NULL)');
  for (let from = 0; from < tools.length; from += BATCH) {
    const rows = tools.slice(from, from + BATCH).map((it) => ({ name: it.name, texts: textsOf(it) }));
    await database.query(
      `INSERT INTO ranked_by_postgres
       SELECT tool.id, ${DOCUMENT} FROM jsonb_to_recordset($1) AS given (name text, texts text[]) JOIN tool USING (name)`,
      [JSON.stringify(rows)],
    );
  }
  await database.query('CREATE INDEX ranked_by_postgres_idx ON ranked_by_postgres USING gin (document)');
}

/** Any of the words but those that PostgreSQL drops itself, the best by `ts_rank` first. */
export async function searchByTsRank(client: ClientBase, question: string): Promise<void> {
  await client.query(SEARCH, [question]);
}

function textsOf({ name, title, description, tags, inputSchema }: Registration): string[] {
  const parameters = Object.entries(inputSchema.properties).map(([it, { description }]) => `${it} ${description}`);
  return [`${title} ${name}`, description, tags.join(' '), parameters.join(' ')];
}
