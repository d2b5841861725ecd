import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import { importDocument, openApi, operation } from '../support/openapi-documents.js';
import { createDatabase, type TestDatabase } from '../support/test-database.js';

const MASTER_KEY = randomBytes(32).toString('base64');
const TOOLS = 40;
const PATHS = Object.fromEntries(
  Array.from({ length: TOOLS }, (_, index) => [`/${String(index)}`, { get: operation(`do${String(index)}`) }]),
);

jest.setTimeout(240_000);

let place: TestDatabase;
let database: Client;
let servers: BuiltServer[] = [];

beforeAll(async () => {
  BuiltServer.build();
  place = await createDatabase();
  database = new Client({ connectionString: place.url });
  await database.connect();
}, 240_000);
afterAll(async () => {
  for (const server of servers) server.kill('SIGKILL');
  await Promise.all(servers.map((it) => it.ended()));
  await database.end();
  await place.drop();
});

/** A registry in a process of its own, which carries out every import after its request was answered. */
async function start(): Promise<{ server: BuiltServer; admin: ApiClient }> {
  const server = BuiltServer.start({
    ...{ PORT: '0', LOG_LEVEL: 'fatal', DATABASE_URL: place.url, MASTER_KEY, IMPORT_JOB_OPERATIONS: '1' },
    ...{ ADMIN_PASSWORD: 'correct-horse-battery', PASSWORD_HASH_MEMORY_KIB: '64', PASSWORD_HASH_PASSES: '1' },
  });
  servers = [...servers, server];
  return { server, admin: await new ApiClient(await server.listening()).login() };
}

async function count(sql: string, value: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(`SELECT count(*)::int ${sql}`, [value]);
  return rows[0]?.count ?? 0;
}

/** How many tools of the document there are, versions of them, entries of the search index, and audit events. */
async function stateOf(document: string) {
  const of = 'tool WHERE source_document = $1';
  return {
    tools: await count(`FROM ${of}`, document),
    versions: await count(`FROM tool_version WHERE tool_id IN (SELECT id FROM ${of})`, document),
    indexed: await count(`FROM tool_term WHERE lexeme = '' AND tool_id IN (SELECT id FROM ${of})`, document),
    audited: await count('FROM audit_event WHERE action = $1', 'tool.registered'),
  };
}

/** Kills the server while it waits in the middle of what it writes: tools are there, their versions are not. */
async function killedWhileWriting(server: BuiltServer, ask: () => Promise<ApiReply>): Promise<ApiReply> {
  await database.query('BEGIN');
  await database.query('LOCK TABLE tool_version IN SHARE MODE');
  const reply = await ask();
  await eventually(async () => {
    await database.query('SELECT pg_stat_clear_snapshot()');
    const waiting = "FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = $1";
    expect(await count(waiting, new URL(place.url).pathname.slice(1))).toBe(1);
  });
  server.kill('SIGKILL');
  await server.ended();
  await database.query('COMMIT');
  return reply;
}

/** Only the connections of this test are left: what the dead left undone was rolled back. */
const untilAlone = () =>
  eventually(async () => {
    const others = 'FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()';
    expect(await count(others, new URL(place.url).pathname.slice(1))).toBe(0);
  });

const jobOf = async (id: string) =>
  (await database.query('SELECT status, attempts, finished_at FROM import_job WHERE id = $1', [id])).rows[0];

describe('a registry that is killed in the middle of an import', () => {
  it('leaves none of it, and another brings in all of it, once', async () => {
    const first = await start();
    const { status, body } = await killedWhileWriting(first.server, () =>
      importDocument(first.admin, openApi(PATHS), { documentName: 'killed' }),
    );
    expect({ status, body }).toMatchObject({ status: 202, body: { status: 'queued', operations: TOOLS, checked: 0 } });
    await untilAlone();
    expect(await stateOf('killed')).toEqual({ tools: 0, versions: 0, indexed: 0, audited: 0 });
    expect(await jobOf(body.id)).toEqual({ status: 'running', attempts: 1, finished_at: null });

    const { admin } = await start();
    const path = `/api/v1/imports/${String(body.id)}`;
    expect((await admin.get(path)).body).toMatchObject({ status: 'running', attempts: 1, result: null });
    // The time that it was the dead one's is over.
    await database.query('UPDATE import_job SET due_at = now() WHERE id = $1', [body.id]);
    await eventually(async () => {
      expect((await admin.get(path)).body).toMatchObject({ status: 'succeeded', attempts: 2, checked: TOOLS });
    });
    expect((await admin.get(path)).body.result.created).toHaveLength(TOOLS);
    expect(await stateOf('killed')).toEqual({ tools: TOOLS, versions: TOOLS, indexed: TOOLS, audited: TOOLS });
  });
});
