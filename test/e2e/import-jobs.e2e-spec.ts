import { DataSource } from 'typeorm';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { importDocument, openApi, operation } from '../support/openapi-documents.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { startSecondInstance, type SecondInstance } from '../support/second-instance.js';

const PASSWORD = 'a-long-enough-password';
const variables = { IMPORT_JOB_OPERATIONS: '1' };

let registry: TestRegistry;
let second: SecondInstance;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry({ variables });
  second = await startSecondInstance(registry, variables);
  admin = await new ApiClient(registry.url).login();
});
afterAll(async () => {
  await second.close();
  await registry.close();
});

const query = (sql: string, values?: unknown[]) => registry.app.get(DataSource).query(sql, values);
const two = openApi({ '/a': { get: operation('a') }, '/b': { get: operation('b') } });
const importing = (document: unknown, given: object = {}, client = admin) => importDocument(client, document, given);

async function done(path: string) {
  let job: ApiReply['body'];
  await eventually(async () => {
    job = (await admin.get(path)).body;
    expect(['succeeded', 'failed']).toContain(job.status);
  });
  return job;
}

async function publisher(name: string) {
  const { body } = await admin.post('/api/v1/agents', {
    name,
    type: 'bot',
    password: PASSWORD,
    roles: ['tool_publisher'],
  });
  return { id: String(body.id), client: await new ApiClient(registry.url).login(name, PASSWORD) };
}

describe('an import above the size', () => {
  it('is answered with where to look, and comes to what an import at once would', async () => {
    const { status, headers, body } = await importing(two, { documentName: 'large' });
    expect({ status, body }).toMatchObject({ status: 202, body: { status: 'queued', operations: 2, result: null } });
    expect(headers.get('location')).toBe(`/api/v1/imports/${String(body.id)}`);
    const job = await done(headers.get('location') ?? '');
    expect(job).toMatchObject({
      status: 'succeeded',
      attempts: 1,
      problem: null,
      result: { documentName: 'large', dryRun: false, created: [{ operation: 'GET /a' }, { operation: 'GET /b' }] },
    });
    expect(await admin.get(`/api/v1/tools/${String(job.result.created[0].id)}`)).toMatchObject({ status: 200 });
    const [row] = await query('SELECT request FROM import_job WHERE id = $1', [body.id]);
    expect(row).toEqual({ request: null });
  });

  it('is answered at once below it', async () => {
    expect(await importing(openApi({ '/a': { get: operation('a') } }), { documentName: 'small' })).toMatchObject({
      status: 200,
      body: { created: [{}] },
    });
  });

  it('fails with what is wrong, and changes nothing', async () => {
    const invalid = { ...two, info: {} };
    const { headers } = await importing(invalid, { documentName: 'wrong' });
    const problem = { code: 'INVALID_DOCUMENT', errors: [{ pointer: '/document', code: 'INVALID_DOCUMENT' }] };
    expect(await done(headers.get('location') ?? '')).toMatchObject({ status: 'failed', result: null, problem });
  });

  it('is seen by whoever asked and by administrators', async () => {
    const [mine, other] = [(await publisher('asks')).client, (await publisher('looks')).client];
    const { headers } = await importing(two, { documentName: 'seen' }, mine);
    const path = headers.get('location') ?? '';
    await done(path);
    expect(await mine.get(path)).toMatchObject({ status: 200 });
    expect(await other.get(path)).toMatchObject({ status: 404, body: { code: 'IMPORT_NOT_FOUND' } });
  });

  it('is not carried out for who may no longer ask for it', async () => {
    const { id, client: mine } = await publisher('leaves');
    const { body } = await whilePaused(() => importing(two, { documentName: 'left' }, mine));
    await admin.post(`/api/v1/agents/${id}/disable`, {}, { 'if-match': '*' });
    await resume(body.id);
    expect(await done(`/api/v1/imports/${String(body.id)}`)).toMatchObject({ status: 'failed' });
    expect((await admin.get('/api/v1/tools?limit=100')).body.data).not.toContainEqual(
      expect.objectContaining({ name: 'left_a' }),
    );
  });

  it('is begun again where whoever had begun it died, at most three times', async () => {
    const begun = async (attempts: number) => {
      const { body } = await whilePaused(() => importing(two, { documentName: `dead${String(attempts)}` }));
      await query("UPDATE import_job SET status = 'running', attempts = $2 WHERE id = $1", [body.id, attempts]);
      await resume(body.id);
      return done(`/api/v1/imports/${String(body.id)}`);
    };
    expect(await begun(1)).toMatchObject({ status: 'succeeded', attempts: 2, result: { created: [{}, {}] } });
    expect(await begun(3)).toMatchObject({ status: 'failed', attempts: 4, problem: { code: 'IMPORT_ABANDONED' } });
  });

  it('is done once by two instances', async () => {
    const paths = await Promise.all(
      [1, 2, 3, 4].map(async (it) =>
        (await importing(two, { documentName: `once${String(it)}` })).headers.get('location'),
      ),
    );
    for (const path of paths)
      expect(await done(path ?? '')).toMatchObject({ attempts: 1, result: { created: [{}, {}] } });
  });

  it('is refused to who has five under way', async () => {
    const { client: mine } = await publisher('busy');
    const replies = await whilePaused(async () =>
      Promise.all(Array.from({ length: 8 }, () => importing(two, { documentName: 'busy' }, mine))),
    );
    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429, 429]);
    await Promise.all(replies.map(({ body }) => resume(body.id ?? null)));
  });
});

/** Jobs that are added meanwhile wait until they are resumed. */
async function whilePaused<T>(work: () => Promise<T>): Promise<T> {
  await query(`
    CREATE FUNCTION pause_import() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.due_at = 'infinity'; RETURN NEW; END $$`);
  await query('CREATE TRIGGER pause BEFORE INSERT ON import_job FOR EACH ROW EXECUTE FUNCTION pause_import()');
  try {
    return await work();
  } finally {
    await query('DROP FUNCTION pause_import CASCADE');
  }
}

const resume = (id: string | null) => query('UPDATE import_job SET due_at = now() WHERE id = $1', [id]);
