import { randomBytes } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import { StoredSecrets } from '../../src/credentials/secrets/stored-secrets.js';
import { BuiltServer } from '../support/built-server.js';
import { CredentialStory, type TestTool } from '../support/credential-story.js';
import { askUntilKilled } from '../support/killed-registry.js';
import { query } from '../support/test-database.js';

const MASTER_KEY = randomBytes(32).toString('base64');
/** More statements than to put a secret takes: the test would never end without a bound. */
const MOST_STATEMENTS = 30;
/** Starts of registries take time, and there is more than one core. */
const AT_ONCE = 2;

jest.setTimeout(180_000);

let story: CredentialStory;

beforeAll(async () => {
  BuiltServer.build();
  story = await CredentialStory.begin({ MASTER_KEY });
}, 180_000);
afterAll(() => story.end());
afterEach(() => jest.restoreAllMocks());

const pathOf = (tool: TestTool) => `/api/v1/tools/${tool.id}/secrets/key`;
const secret = (value: string) => ({ value, placement: 'bearer' });

/** A tool with a secret, which a registry is killed over while it puts another in its place. */
async function killedOver(statement: number): Promise<{ tool: TestTool; status: number | undefined }> {
  const tool = await story.tool({ authRequired: false });
  await story.permit(tool);
  expect((await story.admin.put(pathOf(tool), secret('the-old-value'))).status).toBeLessThan(300);
  const options = { databaseUrl: story.registry.databaseUrl, masterKey: MASTER_KEY };
  // The transaction before is that of the decision.
  const status = await askUntilKilled(options, { afterCommit: statement }, (admin) =>
    admin.put(pathOf(tool), secret('the-new-value')),
  );
  return { tool, status };
}

/** What the tool is sent, how often the audit says that a secret was put, and how many values nothing knows of. */
async function stateOf(tool: TestTool) {
  expect(await story.invoke(story.admin.token ?? '', tool)).toMatchObject({ status: 200 });
  const [counts] = await query<{ audited: number; lost: number; values: number }>(
    story.registry.databaseUrl,
    `SELECT (SELECT count(*)::int FROM audit_event
             WHERE action = 'secret.attached' AND subject_id = $1::text || '/key') AS audited,
            (SELECT count(*)::int FROM secret_value WHERE tool_id = $1::uuid
             AND id NOT IN (SELECT value_id FROM tool_secret WHERE tool_id = $1::uuid)
             AND id NOT IN (SELECT value_id FROM secret_disposal)) AS lost,
            (SELECT count(*)::int FROM secret_value WHERE tool_id = $1::uuid) AS values`,
    [tool.id],
  );
  return { sent: story.upstream.requests.at(-1)?.headers.authorization, ...counts };
}

const OLD = { sent: 'Bearer the-old-value', audited: 1, lost: 0 };
const NEW = { sent: 'Bearer the-new-value', audited: 2, lost: 0 };

describe('a registry that is killed while it puts a secret in the place of another', () => {
  it('leaves the one or the other, whichever statement it dies before', async () => {
    const killed: TestTool[] = [];
    for (let first = 0, over = false; !over; first += AT_ONCE) {
      expect(first).toBeLessThan(MOST_STATEMENTS);
      const trials = await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => killedOver(first + at)));
      over = trials.some(({ status }) => status !== undefined);
      killed.push(...trials.map(({ tool }) => tool));
    }
    const states = [];
    for (const tool of killed) states.push(await stateOf(tool));
    const known = states.findIndex(({ sent }) => sent === NEW.sent);
    // The announcement, the value, and the transaction that makes it known, its COMMIT included.
    expect(known).toBeGreaterThanOrEqual(8);
    expect(states).toMatchObject(states.map((_, at) => (at < known ? OLD : NEW)));
    expect(states.some(({ values }) => values === 2)).toBe(true);

    jest.spyOn(story.registry.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + 600_000));
    await story.registry.app.get(StoredSecrets).dispose();
    const values = 'SELECT count(*)::int AS values FROM secret_value WHERE tool_id = ANY ($1::uuid[])';
    const ids = killed.map(({ id }) => id);
    expect(await query(story.registry.databaseUrl, values, [ids])).toEqual([{ values: ids.length }]);
  });
});
