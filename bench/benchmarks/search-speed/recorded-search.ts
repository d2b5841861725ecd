import type { ClientBase, Pool } from 'pg';
import { deserialize } from 'node:v8';
import type { RecordedStatement } from '../../servers/statement-recorder.js';
import type { Caller } from './caller.js';
import { VISIBLE_TAG } from './catalogue.js';
import type { Stand } from './stand.js';

type Statement = Omit<RecordedStatement, 'connection'>;

/** As many hits as are asked for. */
export const HITS = 20;
/** So many answers are looked at before anything is measured. */
const CHECKED = 20;

export const searchPath = (question: string) => `tools/search?limit=${HITS}&q=${encodeURIComponent(question)}`;

/** Somebody, and what its searches ask of PostgreSQL. */
export interface Searcher {
  readonly caller: Caller;
  /** Which tools it may discover, in words. */
  readonly sees: string;
  readonly searches: readonly RecordedSearch[];
}

/** The very statements that one search sends to PostgreSQL. */
export class RecordedSearch {
  private constructor(
    readonly question: string,
    private readonly statements: readonly Statement[],
  ) {}

  /** The caller has searched before: what was kept in memory then is asked by no later search. */
  static async record({ admin }: Stand, caller: Caller, question: string): Promise<RecordedSearch> {
    await admin.post('/statements/start');
    await caller.get(searchPath(question));
    const { statements } = await admin.post<{ statements: string }>('/statements/stop');
    return new RecordedSearch(question, deserialize(Buffer.from(statements, 'base64')) as Statement[]);
  }

  /** One after the other, named where the registry names them. */
  async run(client: ClientBase): Promise<void> {
    for (const { name, text, values } of this.statements) {
      await client.query({ ...(name !== undefined && { name }), text, values: [...values] });
    }
  }

  /** Over a connection of its own. */
  async runIn(database: Pool): Promise<void> {
    const client = await database.connect();
    await this.run(client).finally(() => client.release());
  }
}

/**
 * Asks all questions by the administrator, then by the agent.
 *
 * @throws Error when somebody finds what is not to be discovered, or nothing at all: what would be measured is no search.
 */
export async function recordSearches(stand: Stand, questions: readonly string[]): Promise<[Searcher, Searcher]> {
  const record = async (caller: Caller, sees: string): Promise<Searcher> => {
    const searches: RecordedSearch[] = [];
    for (const it of questions) searches.push(await RecordedSearch.record(stand, caller, it));
    return { caller, sees, searches };
  };
  const tags = await tagsFound(stand.agent, questions);
  if ((await tagsFound(stand.admin, questions)).length === 0 || tags.length === 0) throw new Error('Nothing is found');
  if (tags.some((it) => !it.includes(VISIBLE_TAG))) throw new Error('Somebody finds what is not to be discovered');
  return [await record(stand.admin, 'every tool'), await record(stand.agent, 'one in ten')];
}

/** The tags of each hit of the first questions. */
async function tagsFound(caller: Caller, questions: readonly string[]): Promise<string[][]> {
  const found: string[][] = [];
  for (const it of questions.slice(0, CHECKED)) {
    const { data } = await caller.get<{ data: { tags: string[] }[] }>(searchPath(it));
    found.push(...data.map(({ tags }) => tags));
  }
  return found;
}
