import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { etag, POLICY_TESTS as PATH, PolicyTestStory } from '../support/policy-test-story.js';
import { query } from '../support/test-database.js';
import type { RegisteredTool } from '../support/tools.js';

let story: PolicyTestStory;
let admin: ApiClient;
let tool: RegisteredTool;

beforeAll(async () => {
  story = await PolicyTestStory.begin();
  ({ admin } = story);
  tool = await story.tool();
  await story.policy(tool);
});
afterAll(() => story.registry.close());

describe('managing policy tests', () => {
  it('creates one, keeps its moment and says what comes of it', async () => {
    const given = { roles: ['user'], toolId: tool.id.toUpperCase(), action: 'invoke', address: '203.0.113.7' };
    const { status, headers, body } = await admin.post(PATH, { name: 'Users', given, expect: { allowed: true } });
    expect({ status, etag: headers.get('etag') }).toEqual({ status: 201, etag: '"1"' });
    expect(body).toMatchObject({
      description: null,
      given: { ...given, toolId: tool.id, at: body.createdAt },
      expect: { allowed: true },
      revision: 1,
      result: { status: 'passed', got: { allowed: true, reason: { code: 'PERMITTED' } } },
    });
    expect(body.result.got.trace).toContainEqual(expect.objectContaining({ kind: 'role_based', outcome: 'match' }));
    const { result, ...shown } = body;
    expect(result.detail).toBe('The answer is as expected.');
    expect((await admin.get(`${PATH}/${body.id}`)).body).toEqual(shown);
  });

  it('saves one that fails, and says so', async () => {
    const { result } = await story.test(tool, { expect: { allowed: false } });
    expect(result).toMatchObject({ status: 'failed', detail: expect.stringContaining('PERMITTED') });
    const other = await story.test(tool, {
      given: { roles: [] },
      expect: { allowed: false, reasonCode: 'DENIED_BY_POLICY' },
    });
    expect(other.result).toMatchObject({ status: 'failed', got: { allowed: false, reason: { code: 'NO_PERMIT' } } });
  });

  it('asks for an agent with the roles that it has', async () => {
    const agent = { name: 'clerk', type: 'bot', roles: ['user'] };
    const { id, revision } = (await admin.post('/api/v1/agents', agent)).body;
    const test = await story.test(tool, { given: { roles: undefined, agentId: id } });
    expect(test.result.status).toBe('passed');
    await admin.patch(`/api/v1/agents/${id}`, { roles: [] }, etag(revision));
    expect(await story.resultOf(test.id)).toMatchObject({ status: 'failed', got: { reason: { code: 'NO_PERMIT' } } });
  });

  it('changes what is given, leaves what is absent', async () => {
    const { id } = await story.test(tool, { description: 'For now.', given: { at: '2026-03-02T10:00:00Z' } });
    const changed = await admin.patch(`${PATH}/${id}`, { name: 'Renamed', expect: { allowed: false } }, etag(1));
    expect(changed).toMatchObject({
      status: 200,
      body: {
        name: 'Renamed',
        description: 'For now.',
        given: { at: '2026-03-02T10:00:00.000Z' },
        revision: 2,
        result: { status: 'failed' },
      },
    });
    const { body } = await admin.get(`${PATH}/${id}`);
    expect(body).toMatchObject({ name: 'Renamed', expect: { allowed: false }, revision: 2 });
    const given = { given: { roles: [], toolId: tool.id, action: 'invoke' }, description: null };
    expect((await admin.patch(`${PATH}/${id}`, given, etag(2))).body).toMatchObject({
      given: { roles: [] },
      description: null,
      result: { status: 'passed' },
    });
  });

  it('asks for the revision that is changed', async () => {
    const { id } = await story.test(tool);
    expect(await admin.patch(`${PATH}/${id}`, {})).toMatchObject({ status: 428 });
    expect(await admin.delete(`${PATH}/${id}`)).toMatchObject({ status: 428 });
    expect(await admin.patch(`${PATH}/${id}`, {}, etag(7))).toMatchObject({ status: 412 });
    expect(await admin.delete(`${PATH}/${id}`, etag(7))).toMatchObject({ status: 412 });
    const racing = Array.from({ length: 4 }, (_, it) =>
      admin.patch(`${PATH}/${id}`, { description: String(it) }, etag(1)),
    );
    expect((await Promise.all(racing)).map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect(await admin.delete(`${PATH}/${id}`, etag(2))).toMatchObject({ status: 204 });
    expect(await admin.get(`${PATH}/${id}`)).toMatchObject({ status: 404, body: { code: 'POLICY_TEST_NOT_FOUND' } });
  });

  it('creates one once under an Idempotency-Key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = { name: 'Once', given: { roles: [], toolId: tool.id, action: 'vend' }, expect: { allowed: false } };
    const [first, again] = [await admin.post(PATH, body, key), await admin.post(PATH, body, key)];
    expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
  });

  it('audits every change', async () => {
    const { id } = await story.test(tool, { name: 'Watched' });
    await admin.patch(`${PATH}/${id}`, { name: 'Watched closely' }, etag(1));
    await admin.delete(`${PATH}/${id}`, etag(2));
    const sql = 'SELECT action, before, after FROM audit_event WHERE subject_id = $1 ORDER BY id';
    expect(await query(story.registry.databaseUrl, sql, [id])).toMatchObject([
      { action: 'policy_test.created', before: null, after: { name: 'Watched', expect: { allowed: true } } },
      { action: 'policy_test.updated', before: { name: 'Watched' }, after: { name: 'Watched closely' } },
      { action: 'policy_test.deleted', before: { name: 'Watched closely' }, after: null },
    ]);
  });

  it('pages through all of them', async () => {
    const seen: string[] = [];
    let path: string | null = `${PATH}?limit=2`;
    while (path !== null) {
      const { body } = await admin.get(path);
      seen.push(...body.data.map((it: { id: string }) => it.id));
      path = body.page.nextCursor && `${PATH}?limit=2&cursor=${body.page.nextCursor}`;
    }
    const rows = await query<{ id: string }>(story.registry.databaseUrl, 'SELECT id FROM policy_test ORDER BY id');
    expect(seen).toEqual(rows.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(2);
  });

  it('lets readers run them and managers change them', async () => {
    const password = 'a-long-enough-password';
    await admin.post('/api/v1/agents', { name: 'reader', type: 'user', password, permissions: ['policy:read'] });
    const reader = await new ApiClient(story.registry.url).login('reader', password);
    const { id } = await story.test(tool);
    expect((await reader.post(`${PATH}/run`)).status).toBe(200);
    expect((await reader.get(`${PATH}/${id}`)).status).toBe(200);
    expect((await reader.delete(`${PATH}/${id}`, etag(1))).status).toBe(403);
  });
});

describe('a policy test', () => {
  it.each<[string, object, string]>([
    ['without a name', { name: undefined }, '/name'],
    ['with a blank name', { name: '   ' }, '/name'],
    ['with a name that is too long', { name: 'x'.repeat(201) }, '/name'],
    ['without a request', { given: undefined }, '/given'],
    ['with a list in place of a request', { given: [] }, '/given'],
    ['without an expectation', { expect: undefined }, '/expect'],
    ['that expects maybe', { expect: { allowed: 'maybe' } }, '/expect/allowed'],
    ['with an unknown reason', { expect: { allowed: false, reasonCode: 'WEATHER' } }, '/expect/reasonCode'],
    ['of a tool that is not there', { expect: { allowed: false, reasonCode: 'UNKNOWN_TOOL' } }, '/expect/reasonCode'],
    ['that can never pass', { expect: { allowed: true, reasonCode: 'NO_PERMIT' } }, '/expect/reasonCode'],
    ['that can never fail well', { expect: { allowed: false, reasonCode: 'PERMITTED' } }, '/expect/reasonCode'],
    ['with an unknown member', { colour: 'red' }, '/colour'],
  ])('is refused %s', async (_case, change, pointer) => {
    expect(await refusal(change)).toEqual({ status: 400, pointers: expect.arrayContaining([pointer]) });
  });

  it.each<[string, object, string]>([
    ['no agent', { roles: undefined }, '/given'],
    ['two agents', { agentId: randomUUID() }, '/given'],
    ['an agent that is no id', { agentId: 'clerk' }, '/given/agentId'],
    ['a tool that is no id', { toolId: 'weather' }, '/given/toolId'],
    ['an unknown action', { action: 'destroy' }, '/given/action'],
    ['a role that cannot be', { roles: ['Admin'] }, '/given/roles'],
    ['a moment that is none', { at: 'tomorrow' }, '/given/at'],
    ['an address that is none', { address: '1.2.3' }, '/given/address'],
    ['arguments that are a list', { arguments: [] }, '/given/arguments'],
    ['arguments that are too long', { arguments: { text: 'x'.repeat(8192) } }, '/given/arguments'],
    ['an unknown member', { with: [] }, '/given/with'],
  ])('is refused that asks with %s', async (_case, given, pointer) => {
    const whole = { roles: ['user'], toolId: tool.id, action: 'invoke', ...given };
    expect(await refusal({ given: whole })).toEqual({ status: 400, pointers: expect.arrayContaining([pointer]) });
  });

  it.each(['name', 'given', 'expect'])('is not left without its %s', async (member) => {
    const { id } = await story.test(tool);
    const { status, body } = await admin.patch(`${PATH}/${id}`, { [member]: null }, etag(1));
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 400, pointer: `/${member}` });
  });

  it('is not left asking for two agents', async () => {
    const { id } = await story.test(tool);
    const given = { roles: [], agentId: randomUUID(), toolId: tool.id, action: 'vend' };
    const reply = await admin.patch(`${PATH}/${id}`, { given }, etag(1));
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ pointer: '/given' }] } });
    expect((await admin.get(`${PATH}/${id}`)).body.revision).toBe(1);
  });

  async function refusal(change: object) {
    const sound = {
      name: 'Sound',
      given: { roles: ['user'], toolId: tool.id, action: 'invoke' },
      expect: { allowed: true },
    };
    const { status, body } = await admin.post(PATH, { ...sound, ...change });
    return { status, pointers: body.errors?.map((it: { pointer: string }) => it.pointer) };
  }

  it('is refused where there are 200, exactly', async () => {
    const { databaseUrl } = story.registry;
    await query(
      databaseUrl,
      `INSERT INTO policy_test (id, name, given, expect, revision, created_at, updated_at)
       SELECT gen_random_uuid(), 'filler', given, expect, 1, now(), now()
       FROM (SELECT given, expect FROM policy_test LIMIT 1) AS one,
            generate_series(1, 198 - (SELECT count(*)::int FROM policy_test))`,
    );
    const racing = await Promise.all(Array.from({ length: 6 }, () => story.saveTest(tool)));
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409]);
    expect(racing.find(({ status }) => status === 409)?.body.code).toBe('POLICY_TEST_LIMIT_REACHED');
    const { body } = await admin.post(`${PATH}/run`);
    expect(body.results).toHaveLength(200);
    expect(body.results.some((it: { status: string }) => it.status === 'not_run')).toBe(false);
    await query(databaseUrl, `DELETE FROM policy_test WHERE name = 'filler'`);
  });
});
