import { Client } from 'pg';
import { CredentialStory } from '../support/credential-story.js';

const ASKERS = 6;

let story: CredentialStory;
let database: Client;

beforeAll(async () => {
  story = await CredentialStory.begin({ DATABASE_POOL_MAX: '20' });
  database = new Client({ connectionString: story.registry.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await story.end();
});

async function vended(body: object): Promise<{ id: string; token: string }> {
  const [tool, agent] = [await story.tool(), await story.agent()];
  await story.permit(tool);
  return (await story.vend(agent, tool, { ...body })).body;
}

/** Runs `work` while everybody who asked has seen the credential as it was, and waits for its row. */
async function whileAsked(id: string, asked: () => Promise<boolean>, work: () => Promise<unknown>): Promise<boolean[]> {
  const answers = await locked(id, async () => {
    const asking = Array.from({ length: ASKERS }, asked);
    for (let turn = 0; turn < 5000 && (await waiting()) < ASKERS; turn += 1);
    expect(await waiting()).toBe(ASKERS);
    await work();
    return asking;
  });
  return Promise.all(answers);
}

async function locked<T>(id: string, work: () => Promise<T>): Promise<T> {
  await database.query('BEGIN');
  try {
    await database.query('SELECT FROM credential WHERE id = $1 FOR UPDATE', [id]);
    return await work();
  } finally {
    await database.query('COMMIT');
  }
}

/** A transaction sees the same activity until it clears its snapshot. */
async function waiting(): Promise<number> {
  await database.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}

describe('many who ask at the same moment', () => {
  it('do not all get the last use because all have seen it', async () => {
    const { id, token } = await vended({ maxUses: 1 });
    const answers = await whileAsked(
      id,
      () => story.isActive(token),
      () => Promise.resolve(),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('get nothing of a credential that was revoked in that moment', async () => {
    const { id, token } = await vended({ maxUses: 100 });
    const revoke = () =>
      database.query(`UPDATE credential SET revoked_at = now(), revoke_reason = 'now' WHERE id = $1`, [id]);
    expect(await whileAsked(id, () => story.isActive(token), revoke)).not.toContain(true);
  });
});

describe('vending while its ground falls', () => {
  it('leaves no credential of a deleted tool, and no failure that is ours', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const vending = Array.from({ length: 10 }, () => story.vend(agent, tool));
    const deleted = await story.admin.delete(`/api/v1/tools/${tool.id}`, { 'if-match': '*' });
    const replies = await Promise.all(vending);
    expect(deleted.status).toBe(204);
    expect(replies.filter((it) => ![201, 403, 404].includes(it.status))).toEqual([]);
    const tokens = replies.filter((it) => it.status === 201).map((it) => it.body.token as string);
    expect(await Promise.all(tokens.map((it) => story.isActive(it)))).not.toContain(true);
  });
});
