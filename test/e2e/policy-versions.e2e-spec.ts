import { randomUUID } from 'node:crypto';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';
import { registerTool } from '../support/tools.js';

const PATH = '/api/v1/policies';

let registry: TestRegistry;
let admin: ApiClient;
let adminId: string;
let count = 0;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  adminId = (await admin.get('/api/v1/auth/me')).body.agentId;
});
afterAll(() => registry.close());

const etag = (revision: number) => ({ 'if-match': `"${String(revision)}"` });

function policy(given: object = {}) {
  return { name: `Versioned ${String(++count)}`, kind: 'role_based', settings: { roles: ['user'] }, ...given };
}

async function created(given: object = {}): Promise<string> {
  const { status, body } = await admin.post(PATH, policy(given));
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.id;
}

const versionsOf = async (id: string) => (await admin.get(`${PATH}/${id}/versions`)).body.data;
const rollBack = (id: string, revision: unknown, expected: number): Promise<ApiReply> =>
  admin.post(`${PATH}/${id}/rollback`, { revision }, etag(expected));

describe('versions of a policy', () => {
  it('are there for the policies of the first start, written by nobody', async () => {
    const [first] = (await admin.get(PATH)).body.data;
    expect(await versionsOf(first.id)).toMatchObject([
      { revision: 1, change: 'created', authorId: null, state: { name: first.name, obligations: [] } },
    ]);
  });

  it('are made by every change, with its author and moment, and outlive the policy', async () => {
    const password = 'a-long-enough-password';
    const agent = { name: 'editor', type: 'user', password, permissions: ['policy:manage', 'policy:read'] };
    const editorId = (await admin.post('/api/v1/agents', agent)).body.id;
    const editor = await new ApiClient(registry.url).login('editor', password);

    const id = await created({ description: 'one' });
    const changed = await editor.patch(`${PATH}/${id}`, { description: 'two', mode: 'shadow' }, etag(1));
    await rollBack(id, 1, 2);
    await editor.delete(`${PATH}/${id}`, etag(3));

    const versions = await versionsOf(id);
    expect(versions).toMatchObject([
      { revision: 4, change: 'deleted', authorId: editorId, state: { description: 'one', mode: 'enforced' } },
      {
        revision: 3,
        change: 'rolled_back',
        rolledBackTo: 1,
        authorId: adminId,
        state: { description: 'one', mode: 'enforced' },
      },
      {
        revision: 2,
        change: 'updated',
        rolledBackTo: null,
        authorId: editorId,
        state: { description: 'two', mode: 'shadow' },
      },
      { revision: 1, change: 'created', authorId: adminId, state: { description: 'one', mode: 'enforced' } },
    ]);
    expect(versions[2].at).toBe(changed.body.updatedAt);
    expect(await rollBack(id, 1, 4)).toMatchObject({ status: 404, body: { code: 'POLICY_NOT_FOUND' } });
  });

  it('are listed page by page, and not by the cursor of another policy', async () => {
    const [id, other] = [await created(), await created()];
    for (let revision = 1; revision < 5; revision++)
      await admin.patch(`${PATH}/${id}`, { description: String(revision) }, etag(revision));
    const seen: number[] = [];
    let path: string | null = `${PATH}/${id}/versions?limit=2`;
    while (path !== null) {
      const { body }: ApiReply = await admin.get(path);
      seen.push(...body.data.map((it: { revision: number }) => it.revision));
      const cursor = body.page.nextCursor;
      if (cursor) expect((await admin.get(`${PATH}/${other}/versions?cursor=${cursor}`)).status).toBe(400);
      path = cursor && `${PATH}/${id}/versions?limit=2&cursor=${cursor}`;
    }
    expect(seen).toEqual([5, 4, 3, 2, 1]);
  });

  it('are not there for a policy that never was', async () => {
    const reply = await admin.get(`${PATH}/${randomUUID()}/versions`);
    expect(reply).toMatchObject({ status: 404, body: { code: 'POLICY_NOT_FOUND' } });
  });

  it('are not made by a change that fails', async () => {
    const [taken, id] = [policy(), await created()];
    await created(taken);
    expect(await admin.patch(`${PATH}/${id}`, { name: taken.name }, etag(1))).toMatchObject({ status: 409 });
    expect(await versionsOf(id)).toHaveLength(1);
  });

  it('are not made by a change that changes nothing, whatever the order of its members', async () => {
    const obligations = [{ type: 'cap_ttl', seconds: 60 }];
    const given = policy({ target: { actions: { only: ['vend'] }, tags: { only: ['same'] } }, obligations });
    const id = await created(given);
    const first = (await admin.get(`${PATH}/${id}`)).body;
    const same = { ...given, target: { tags: { only: ['same'] }, actions: { only: ['vend'] } }, kind: undefined };
    for (const change of [{}, { name: given.name }, same]) {
      const reply = await admin.patch(`${PATH}/${id}`, change, etag(1));
      expect({ status: reply.status, etag: reply.headers.get('etag') }).toEqual({ status: 200, etag: '"1"' });
      expect(reply.body).toEqual({ ...first, warnings: [] });
    }
    expect(await rollBack(id, 1, 1)).toMatchObject({ status: 200, body: { revision: 1 } });
    expect(await versionsOf(id)).toHaveLength(1);
    expect(await admin.patch(`${PATH}/${id}`, {}, etag(2))).toMatchObject({ status: 412 });
  });

  it('and the policy itself name the dimensions of the target in one order', async () => {
    const { body } = await admin.post(PATH, policy());
    const later = (await admin.get(`${PATH}/${body.id}`)).body;
    const [version] = await versionsOf(body.id);
    for (const { target } of [body, later, version.state])
      expect(Object.keys(target)).toEqual(['tools', 'tags', 'toolTypes', 'agents', 'roles', 'actions']);
  });

  it('are one for each change that wins its race', async () => {
    const { id } = (await admin.patch(`${PATH}/${await created()}`, { description: 'second' }, etag(1))).body;
    const changes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        index % 2 ? rollBack(id, 1, 2) : admin.patch(`${PATH}/${id}`, { description: String(index) }, etag(2)),
      ),
    );
    const won = changes.filter((it) => it.status === 200);
    expect([won.length, (await versionsOf(id)).length]).toEqual([1, 3]);
  });
});

describe('rolling a policy back', () => {
  it('makes what it said decide again, and is audited', async () => {
    const { id: toolId } = await registerTool(admin, { tags: ['rolled'] });
    const target = { tags: { only: ['rolled'] } };
    const id = await created({ effect: 'deny', settings: { roles: 'any' }, target });
    const question = { agentId: adminId, toolId, action: 'invoke' };
    const allowed = async () => (await admin.post(`${PATH}/evaluate`, question)).body.allowed;

    await admin.patch(`${PATH}/${id}`, { settings: { roles: [] } }, etag(1));
    expect(await allowed()).toBe(true);
    const reply = await rollBack(id, 1, 2);
    expect({ status: reply.status, etag: reply.headers.get('etag') }).toEqual({ status: 200, etag: '"3"' });
    expect(reply.body).toMatchObject({ revision: 3, settings: { roles: 'any' } });
    expect(await allowed()).toBe(false);

    const rows = await query(
      registry.databaseUrl,
      'SELECT action, before, after FROM audit_event WHERE subject_id = $1 ORDER BY id DESC LIMIT 1',
      [id],
    );
    expect(rows).toMatchObject([
      { action: 'policy.rolled_back', before: { settings: { roles: [] } }, after: { settings: { roles: 'any' } } },
    ]);
  });

  it('asks for the revision that is changed, and for one that was', async () => {
    const id = await created();
    expect(await admin.post(`${PATH}/${id}/rollback`, { revision: 1 })).toMatchObject({ status: 428 });
    expect(await rollBack(id, 1, 7)).toMatchObject({ status: 412 });
    expect(await rollBack(id, 2, 1)).toMatchObject({ status: 404, body: { code: 'POLICY_VERSION_NOT_FOUND' } });
    expect(await rollBack(randomUUID(), 1, 1)).toMatchObject({ status: 404, body: { code: 'POLICY_NOT_FOUND' } });
  });

  it.each([undefined, null, 0, -1, 1.5, '1', 2 ** 31])('refuses the revision %p', async (revision) => {
    const reply = await rollBack(await created(), revision, 1);
    expect(reply).toMatchObject({ status: 400 });
    expect(new Set(reply.body.errors.map((it: { pointer: string }) => it.pointer))).toEqual(new Set(['/revision']));
  });

  it('does not take a name that another policy has taken', async () => {
    const before = policy();
    const id = await created(before);
    await admin.patch(`${PATH}/${id}`, { name: `${before.name} renamed` }, etag(1));
    await created(before);
    expect(await rollBack(id, 1, 2)).toMatchObject({ status: 409, body: { code: 'POLICY_NAME_TAKEN' } });
  });

  it.each([
    ['settings that the kind takes no longer', { settings: { roles: 5 } }, '/settings/roles'],
    ['a kind that is gone', { kind: 'astrology' }, '/kind'],
  ])('does not bring back %s', async (_case, state, pointer) => {
    const id = await created();
    await admin.patch(`${PATH}/${id}`, { mode: 'shadow' }, etag(1));
    await query(
      registry.databaseUrl,
      'UPDATE policy_version SET state = state || $2 WHERE policy_id = $1 AND revision = 1',
      [id, state],
    );
    expect(await rollBack(id, 1, 2)).toMatchObject({
      status: 409,
      body: { code: 'POLICY_VERSION_UNFIT', errors: [{ pointer }] },
    });
    expect((await admin.get(`${PATH}/${id}`)).body.revision).toBe(2);
  });
});

describe('warnings of a policy', () => {
  const warningsOf = ({ body }: ApiReply) => body.warnings.map((it: { code: string }) => it.code);

  it('come with the policy that was saved, whatever saved it', async () => {
    const target = { tags: { only: ['warned'] }, actions: { only: ['invoke'] } };
    const permit = await admin.post(PATH, policy({ settings: { roles: ['warned'] }, target }));
    expect(permit).toMatchObject({ status: 201 });
    expect(warningsOf(permit)).toEqual(['UNKNOWN_ROLE', 'PERMITS_MORE']);

    const everybody = { settings: { roles: 'any' }, target };
    const deny = await admin.post(PATH, policy({ effect: 'deny', ...everybody, mode: 'disabled' }));
    expect(warningsOf(deny)).toEqual([]);
    await admin.patch(`${PATH}/${deny.body.id}`, { mode: 'enforced' }, etag(1));
    const shadowed = await admin.patch(`${PATH}/${permit.body.id}`, { description: 'In vain.' }, etag(1));
    expect(shadowed.body.warnings[0]).toMatchObject({ code: 'SHADOWED_BY', policyId: deny.body.id });

    const widened = await rollBack(deny.body.id, 1, 2);
    expect(warningsOf(widened)).toEqual(['PERMITS_MORE']);
    expect((await admin.get(`${PATH}/${permit.body.id}`)).body).not.toHaveProperty('warnings');
  });

  it.each<[string, object, string[]]>([
    ['a target that names nothing', { target: { agents: { only: [] } } }, ['NEVER_APPLIES']],
    ['no role', { settings: { roles: [] } }, ['NEVER_MATCHES']],
    [
      'roles and tool types that there are not',
      {
        settings: { roles: ['usr', 'user'] },
        mode: 'shadow',
        target: { roles: { only: ['ops'] }, toolTypes: { only: ['htp', 'http'] } },
      },
      ['UNKNOWN_ROLE', 'UNKNOWN_ROLE', 'UNKNOWN_TOOL_TYPE'],
    ],
    [
      'obligations of a deny',
      { effect: 'deny', mode: 'shadow', obligations: [{ type: 'require_bound_key' }] },
      ['OBLIGATIONS_WITHOUT_EFFECT'],
    ],
  ])('tell of %s', async (_case, given, codes) => {
    expect(warningsOf(await admin.post(PATH, policy(given)))).toEqual(codes);
  });
});
