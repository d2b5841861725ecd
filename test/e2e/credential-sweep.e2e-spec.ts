import { Client } from 'pg';
import { EndedCredentialsRepository } from '../../src/credentials/leases/ended-credentials.repository.js';
import { EndedCredentials } from '../../src/credentials/leases/ended-credentials.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { type SecondInstance, startSecondInstance } from '../support/second-instance.js';

const ROUNDS = 40;
const ROWS = 1500;

let story: CredentialStory;
let second: SecondInstance;
let database: Client;
let tool: TestTool;
let agent: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin({ CREDENTIAL_RETENTION_DAYS: '7' });
  second = await startSecondInstance(story.registry, { CREDENTIAL_RETENTION_DAYS: '7' });
  database = new Client({ connectionString: story.registry.databaseUrl });
  await database.connect();
  [tool, agent] = [await story.tool(), await story.agent()];
  await story.permit(tool);
});
afterAll(async () => {
  await database.end();
  await second.close();
  await story.end();
});

const sweeper = ({ app } = story.registry) => app.get(EndedCredentials, { strict: false });
const repository = () => story.registry.app.get(EndedCredentialsRepository, { strict: false });

/** Moves what was vended into the past: it expired so many days ago. */
async function expired(days: number): Promise<string> {
  const { body } = await story.vend(agent, tool, {});
  await database.query(
    `UPDATE credential SET issued_at = issued_at - $2::interval, expires_at = now() - $2::interval WHERE id = $1`,
    [body.id, `${String(days)} days`],
  );
  return body.id;
}

/** Copies of one that expired long ago; each has a copy that was delegated from it. */
async function fill(id: string): Promise<void> {
  await database.query(
    `INSERT INTO credential SELECT (jsonb_populate_record(c, jsonb_build_object(
        'id', gen_random_uuid(), 'token_hmac', '\\x' || encode(sha256(('t' || n)::bytea), 'hex'),
        'accessor_hmac', '\\x' || encode(sha256(('a' || n)::bytea), 'hex')))).*
     FROM credential AS c, generate_series(1, $2) AS n WHERE c.id = $1`,
    [id, ROWS],
  );
  await database.query(
    `INSERT INTO credential SELECT (jsonb_populate_record(c, jsonb_build_object(
        'id', gen_random_uuid(), 'parent_id', c.id, 'root_id', c.id,
        'token_hmac', '\\x' || encode(sha256(c.token_hmac), 'hex'),
        'accessor_hmac', '\\x' || encode(sha256(c.accessor_hmac), 'hex')))).*
     FROM credential AS c WHERE c.expires_at < now() - interval '7 days'`,
  );
}

async function remaining(where: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(`SELECT count(*)::int FROM credential WHERE ${where}`);
  return rows[0]?.count ?? -1;
}

describe('the sweeper', () => {
  it('deletes what expired before the days for which it is kept, and nothing else', async () => {
    const [old, kept] = [await expired(8), await expired(6)];
    const { body: live } = await story.vend(agent, tool);
    const { body: revoked } = await story.vend(agent, tool);
    await agent.client.post(`/api/v1/credentials/${revoked.id}/revoke`, {});
    expect(await sweeper().sweep()).toBe(1);
    const statusOf = async (id: string) => (await agent.client.get(`/api/v1/credentials/${id}`)).status;
    expect(await Promise.all([old, kept, live.id, revoked.id].map(statusOf))).toEqual([404, 200, 200, 200]);
    expect(await story.isActive(live.token)).toBe(true);
  });

  it('shares the work with that of another instance: each row once, trees from their leaves, none left', async () => {
    await fill(await expired(30));
    const ended = `expires_at < now() - interval '7 days'`;
    expect(await remaining(ended)).toBe(2 * (ROWS + 1));
    const deleted = await Promise.all([sweeper().sweep(), sweeper(second).sweep()]);
    expect(deleted[0] + deleted[1]).toBe(2 * (ROWS + 1));
    expect(Math.min(...deleted)).toBeGreaterThan(0);
    expect(await remaining(ended)).toBe(0);
  });

  it('leaves a credential that somebody is changing for the next time', async () => {
    const id = await expired(8);
    await database.query('BEGIN');
    await database.query('SELECT FROM credential WHERE id = $1 FOR UPDATE', [id]);
    const meanwhile = await sweeper().sweep();
    await database.query('COMMIT');
    expect([meanwhile, await sweeper().sweep()]).toEqual([0, 1]);
  });

  it('never undoes a renewal in the last moment: one of the two wins', async () => {
    const wins = { renewed: 0, deleted: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const { body } = await story.vend(agent, tool, { ttlSeconds: 60 });
      const moment = new Date(Date.parse(body.expiresAt) + 1);
      const [renewal, deleted] = await Promise.all([
        agent.client.post(`/api/v1/credentials/${body.id}/renew`, { incrementSeconds: 300 }),
        waitAFew(round).then(() => repository().deleteExpiredBefore(moment, 10)),
      ]);
      const left = await story.isActive(body.token);
      expect([left, deleted > 0 ? [404] : [200]]).toEqual([renewal.status === 200, [renewal.status]]);
      wins[left ? 'renewed' : 'deleted'] += 1;
    }
    expect(wins.renewed + wins.deleted).toBe(ROUNDS);
  });

  it('and a revocation in the last moment end as one of both orders says', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { body } = await story.vend(agent, tool, { ttlSeconds: 60 });
      const [renewal, revoked] = await Promise.all([
        agent.client.post(`/api/v1/credentials/${body.id}/renew`, { incrementSeconds: 300 }),
        waitAFew(round).then(() => agent.client.post(`/api/v1/credentials/${body.id}/revoke`, {})),
      ]);
      expect(revoked.status).toBe(200);
      expect([200, 409]).toContain(renewal.status);
      expect(await story.isActive(body.token)).toBe(false);
    }
  });
});

/** Shifts the start of one side against the other's, round by round. */
async function waitAFew(round: number): Promise<void> {
  for (let turn = 0; turn < round * 3; turn += 1) await new Promise(setImmediate);
}
