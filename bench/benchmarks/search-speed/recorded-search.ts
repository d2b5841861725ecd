import { deserialize } from 'node:v8';
import type { ClientBase } from 'pg';
import type { RecordedStatement } from '../../servers/statement-recorder.js';
import type { Caller } from './caller.js';
import { VISIBLE_TAG } from './catalogue.js';
import type { Stand } from './stand.js';

type Statement = Omit<RecordedStatement, 'connection'>;

/** As many hits as are asked for. */
export const HITS = 20;

export const searchPath = (question: string) => `tools/search?limit=${HITS}&q=${encodeURIComponent(question)}`;

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
}

const CHECKED = 20;

/** @throws Error when somebody finds what is not to be discovered, or nothing at all: what would be measured is no search. */
export async function checkAnswers(stand: Stand, questions: readonly string[]): Promise<void> {
  const hits = async (caller: Caller) => {
    const found: { tags: string[] }[] = [];
    for (const question of questions.slice(0, CHECKED)) {
      found.push(...(await caller.get<{ data: { tags: string[] }[] }>(searchPath(question))).data);
    }
    return found;
  };
  const [all, some] = [await hits(stand.admin), await hits(stand.agent)];
  if (all.length === 0 || some.length === 0) throw new Error('The questions find nothing');
  if (some.some((it) => !it.tags.includes(VISIBLE_TAG))) throw new Error('Somebody finds what is not to be discovered');
}
