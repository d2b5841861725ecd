import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { BuiltServer } from '../support/built-server.js';
import { CredentialStory, type TestAgent } from '../support/credential-story.js';
import { askUntilKilled } from '../support/killed-registry.js';
import type { CutAt } from '../support/statement-proxy.js';

const MASTER_KEY = randomBytes(32).toString('base64');
/** More statements than a revocation has: the test would never end without a bound. */
const MOST_STATEMENTS = 30;

jest.setTimeout(120_000);

let story: CredentialStory;
let database: Client;

beforeAll(async () => {
  BuiltServer.build();
  story = await CredentialStory.begin({ MASTER_KEY });
  database = new Client({ connectionString: story.registry.databaseUrl });
  await database.connect();
}, 180_000);
afterAll(async () => {
  await database.end();
  await story.end();
});

/** A credential, one delegated from it, and one from that. The first comes first. */
async function tree(): Promise<string[]> {
  const [tool, holder, sub] = [await story.tool(), await story.agent(), await story.agent()];
  await story.permit(tool);
  const root = await story.vend(holder, tool, { delegations: 2 });
  const child = await delegate(holder, root.body.id, sub, 1);
  return [root.body.id, child, await delegate(sub, child, holder, 0)];
}

async function delegate(from: TestAgent, id: string, to: TestAgent, delegations: number): Promise<string> {
  const reply = await from.client.post(`/api/v1/credentials/${id}/delegate`, { agentId: to.id, delegations });
  expect(reply).toMatchObject({ status: 201 });
  return reply.body.id;
}

function revoke(id: string, at: CutAt): Promise<number | undefined> {
  const options = { databaseUrl: story.registry.databaseUrl, masterKey: MASTER_KEY };
  return askUntilKilled(options, at, (admin) => admin.post('/api/v1/credentials/revoke', { id, reason: 'crash' }));
}

/** How many of them are revoked, are so by the audit, and were announced. */
async function stateOf(ids: readonly string[]) {
  const { rows } = await database.query<{ revoked: number; audited: number; announced: number }>(
    `SELECT (SELECT count(*)::int FROM credential WHERE id = ANY ($1::uuid[]) AND revoked_at IS NOT NULL) AS revoked,
            (SELECT count(*)::int FROM audit_event
             WHERE action = 'credential.revoked' AND subject_id = ANY ($1::text[])) AS audited,
            (SELECT count(*)::int FROM "change" JOIN credential ON encode(token_hmac, 'hex') = key
             WHERE credential.id = ANY ($1::uuid[])) AS announced`,
    [ids],
  );
  return rows[0];
}

const NONE = { revoked: 0, audited: 0, announced: 0 };
const ALL = { revoked: 3, audited: 3, announced: 3 };

describe('a registry that is killed while it revokes a tree', () => {
  it('leaves it as it was, whichever statement it dies before', async () => {
    const ids = await tree();
    let statements = 0;
    for (; statements < MOST_STATEMENTS; statements += 1) {
      const status = await revoke(ids[0] ?? '', { inTransaction: statements });
      if (status !== undefined) {
        expect(status).toBe(200);
        break;
      }
      expect([statements, await stateOf(ids)]).toEqual([statements, NONE]);
    }
    expect(await stateOf(ids)).toEqual(ALL);
    // BEGIN, hold, revoke, audit, three announcements, COMMIT.
    expect(statements).toBe(8);
  });

  it('has revoked all of it where it dies before it hears that it has', async () => {
    const ids = await tree();
    expect(await revoke(ids[0] ?? '', 'commit answered')).toBeUndefined();
    expect(await stateOf(ids)).toEqual(ALL);
  });
});
