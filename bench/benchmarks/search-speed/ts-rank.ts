import type { ClientBase, Pool } from 'pg';
import type { Registration } from './catalogue.js';
import { HITS } from './recorded-search.js';

const BATCH = 2_000;
/** The fields, by the weights that `ts_rank` gives them: 1, 0.4, 0.2 and 0.1. */
const DOCUMENT_OF_TEXTS = ['A', 'B', 'C', 'D']
  .map((weight, index) => `setweight(to_tsvector('english', texts[${index + 1}]), '${weight}')`)
  .join(' || ');

/** The two ways in which PostgreSQL indexes texts: as they are, or as a `tsvector` that is stored beside them. */
export const TS_RANK_FORMS = { 'ts_rank of texts': DOCUMENT_OF_TEXTS, 'ts_rank of a stored tsvector': 'document' };

export type TsRankForm = keyof typeof TS_RANK_FORMS;

/**
 * What PostgreSQL has for this: the same texts, as its own configuration for English reads them, with a GIN index for each form.
 * `searchByTsRank` asks it.
 *
 * @param tools those that are stored under these names.
 */
export async function indexForTsRank(database: Pool, tools: readonly Registration[]): Promise<void> {
  await database.query(`CREATE TABLE ranked_by_postgres (
    tool_id uuid PRIMARY KEY, texts text[] NOT NULL,
    document tsvector NOT NULL GENERATED ALWAYS AS (${DOCUMENT_OF_TEXTS}) STORED
  )`);
  for (let from = 0; from < tools.length; from += BATCH) {
    const rows = tools.slice(from, from + BATCH).map((it) => ({ name: it.name, texts: textsOf(it) }));
    await database.query(
      `INSERT INTO ranked_by_postgres (tool_id, texts)
       SELECT tool.id, given.texts FROM jsonb_to_recordset($1) AS given (name text, texts text[]) JOIN tool USING (name)`,
      [JSON.stringify(rows)],
    );
  }
  for (const document of Object.values(TS_RANK_FORMS)) {
    await database.query(`CREATE INDEX ON ranked_by_postgres USING gin ((${document}))`);
  }
}

/** Any of the words but those that PostgreSQL drops itself, the best by `ts_rank` first. */
export async function searchByTsRank(client: ClientBase, form: TsRankForm, question: string): Promise<void> {
  const document = TS_RANK_FORMS[form];
  await client.query(
    `SELECT tool_id, ts_rank(${document}, query) AS score
     FROM ranked_by_postgres, CAST(replace(plainto_tsquery('english', $1)::text, ' & ', ' | ') AS tsquery) AS query
     WHERE ${document} @@ query ORDER BY score DESC LIMIT ${HITS}`,
    [question],
  );
}

function textsOf({ name, title, description, tags, inputSchema }: Registration): string[] {
  const parameters = Object.entries(inputSchema.properties).map(([it, { description }]) => `${it} ${description}`);
  return [`${title} ${name}`, description, tags.join(' '), parameters.join(' ')];
}
