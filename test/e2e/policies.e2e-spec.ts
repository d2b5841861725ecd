import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';

const PATH = '/api/v1/policies';
const ANYWHERE = { tools: 'any', tags: 'any', toolTypes: 'any', agents: 'any', roles: 'any', actions: 'any' };

let registry: TestRegistry;
let admin: ApiClient;
let count = 0;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

function policy(given: object = {}) {
  return { name: `Policy ${String(++count)}`, kind: 'role_based', settings: { roles: ['user'] }, ...given };
}

async function created(given: object = {}) {
  const { status, body } = await admin.post(PATH, policy(given));
  expect({ status, body }).toMatchObject({ status: 201 });
  return body as { id: string; name: string; revision: number };
}

const etag = (revision: number) => ({ 'if-match': `"${String(revision)}"` });

describe('the first start', () => {
  it('leaves visible policies, which stay away once deleted', async () => {
    const first = await startTestRegistry();
    const client = await new ApiClient(first.url).login();
    const { body } = await client.get(PATH);
    expect(body.data.map((it: { name: string }) => it.name)).toEqual([
      'Every agent may discover and describe tools',
      'Administrators may use every tool',
      'Owners manage their tools',
    ]);
    expect(body.data[0]).toMatchObject({
      effect: 'permit',
      mode: 'enforced',
      installed: true,
      createdBy: null,
      revision: 1,
    });
    expect((await client.delete(`${PATH}/${body.data[0].id}`, { 'if-match': '*' })).status).toBe(204);

    const second = await startTestRegistry({ variables: { DATABASE_URL: first.databaseUrl } });
    const again = await new ApiClient(second.url).login();
    expect((await again.get(PATH)).body.data).toHaveLength(2);
    await second.close();
    await first.close();
  });
});

describe('managing policies', () => {
  it('creates one, with the defaults of its kind', async () => {
    const { status, body, headers } = await admin.post(PATH, {
      name: '  Office hours ',
      kind: 'time_based',
      settings: { zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5], windows: [{ from: '09:00', to: '17:30' }] },
      target: { tags: { only: ['payments'] }, actions: { only: ['vend', 'invoke'] } },
    });
    expect({ status, etag: headers.get('etag') }).toEqual({ status: 201, etag: '"1"' });
    expect(body).toMatchObject({
      name: 'Office hours',
      description: null,
      effect: 'require',
      mode: 'enforced',
      target: { ...ANYWHERE, tags: { only: ['payments'] }, actions: { only: ['vend', 'invoke'] } },
      installed: true,
      revision: 1,
    });
    const { warnings, ...shown } = body;
    // Outside of the hours it denies more, inside it does not.
    expect(warnings.filter((it: { code: string }) => it.code !== 'DENIES_MORE')).toEqual([]);
    expect((await admin.get(`${PATH}/${body.id}`)).body).toEqual(shown);
  });

  it('changes what is given, leaves what is absent, clears what is null', async () => {
    const { id } = await created({ description: 'For now.', target: { roles: { only: [] } } });
    const changed = await admin.patch(`${PATH}/${id}`, { mode: 'shadow', description: null }, etag(1));
    expect(changed).toMatchObject({
      status: 200,
      body: {
        mode: 'shadow',
        description: null,
        settings: { roles: ['user'] },
        target: { roles: { only: [] } },
        revision: 2,
      },
    });
    expect((await admin.patch(`${PATH}/${id}`, { target: {} }, etag(2))).body.target).toEqual(ANYWHERE);
    expect(await admin.get(`${PATH}/${id}`)).toMatchObject({ body: { revision: 3 } });
  });

  it('asks for the revision that is changed', async () => {
    const { id } = await created();
    expect(await admin.patch(`${PATH}/${id}`, {})).toMatchObject({ status: 428 });
    expect(await admin.delete(`${PATH}/${id}`)).toMatchObject({ status: 428 });
    expect(await admin.patch(`${PATH}/${id}`, {}, etag(7))).toMatchObject({ status: 412 });
    expect(await admin.delete(`${PATH}/${id}`, etag(7))).toMatchObject({ status: 412 });
    expect(await admin.delete(`${PATH}/${id}`, etag(1))).toMatchObject({ status: 204 });
    expect(await admin.get(`${PATH}/${id}`)).toMatchObject({ status: 404, body: { code: 'POLICY_NOT_FOUND' } });
    expect(await admin.delete(`${PATH}/${id}`, etag(1))).toMatchObject({ status: 404 });
  });

  it.each<[string, object, string]>([
    ['no name', { name: undefined }, '/name'],
    ['a blank name', { name: '   ' }, '/name'],
    ['a name that is too long', { name: 'x'.repeat(201) }, '/name'],
    ['no kind', { kind: undefined }, '/kind'],
    ['an unknown kind', { kind: 'astrology' }, '/kind'],
    ['an unknown effect', { effect: 'allow' }, '/effect'],
    ['an unknown mode', { mode: 'on' }, '/mode'],
    ['settings that are a list', { settings: [] }, '/settings'],
    ['settings that the kind does not take', { settings: { roles: 5 } }, '/settings/roles'],
    ['settings that the kind does not know', { settings: { roles: 'any', extra: 1 } }, '/settings/extra'],
    ['an unknown member', { colour: 'red' }, '/colour'],
    ['a target that is no object', { target: 'everything' }, '/target'],
    ['a target that is null', { target: null }, '/target'],
    ['an unknown dimension', { target: { weather: 'any' } }, '/target/weather'],
    ['an unknown action', { target: { actions: { only: ['destroy'] } } }, '/target/actions'],
    ['another word than any', { target: { tags: 'all' } }, '/target/tags'],
    ['a dimension that is a list', { target: { tags: ['a'] } }, '/target/tags'],
    ['a dimension that is null', { target: { tags: null } }, '/target/tags'],
    ['a dimension with more than only', { target: { tags: { only: [], except: [] } } }, '/target/tags'],
    ['tools that are no ids', { target: { tools: { only: ['weather'] } } }, '/target/tools'],
    ['a tag that no tool can carry', { target: { tags: { only: ['Payments'] } } }, '/target/tags'],
    ['a tool type that cannot be', { target: { toolTypes: { only: ['HTTP'] } } }, '/target/toolTypes'],
    ['a role that cannot be', { target: { roles: { only: ['Admin'] } } }, '/target/roles'],
    ['more than 1000 members', { target: { tags: { only: Array(1001).fill('a') } } }, '/target/tags'],
  ])('refuses %s', async (_case, change, pointer) => {
    const { status, body } = await admin.post(PATH, policy(change));
    expect({ status, pointers: body.errors?.map((it: { pointer: string }) => it.pointer) }).toEqual({
      status: 400,
      pointers: expect.arrayContaining([pointer]),
    });
  });

  it('takes 1000 members', async () => {
    await created({ target: { tags: { only: Array.from({ length: 1000 }, (_, index) => `tag-${String(index)}`) } } });
  });

  it('keeps names apart whatever their case, also when they race', async () => {
    await created({ name: 'Über die Brücke' });
    expect(await admin.post(PATH, policy({ name: 'ÜBER DIE BRÜCKE' }))).toMatchObject({
      status: 409,
      body: { code: 'POLICY_NAME_TAKEN', errors: [{ pointer: '/name' }] },
    });
    const racing = ['Race', 'RACE', 'race', 'rAcE', 'racE'].map((it) => admin.post(PATH, policy({ name: it })));
    const statuses = (await Promise.all(racing)).map((it) => it.status);
    expect(statuses.sort()).toEqual([201, 409, 409, 409, 409]);
    const other = await created();
    expect(await admin.patch(`${PATH}/${other.id}`, { name: 'RaCe' }, etag(1))).toMatchObject({ status: 409 });
  });

  it('lets one of many changes win, and one of many deletions', async () => {
    const { id } = await created();
    const changes = Array.from({ length: 8 }, (_, index) =>
      admin.patch(`${PATH}/${id}`, { description: String(index) }, etag(1)),
    );
    expect((await Promise.all(changes)).map((it) => it.status).filter((it) => it === 200)).toHaveLength(1);
    expect((await admin.get(`${PATH}/${id}`)).body.revision).toBe(2);

    const deletions = await Promise.all(Array.from({ length: 8 }, () => admin.delete(`${PATH}/${id}`, etag(2))));
    const statuses = deletions.map((it) => it.status);
    expect(statuses.filter((it) => it === 204)).toHaveLength(1);
    expect(statuses.every((it) => [204, 404, 412].includes(it))).toBe(true);
  });

  it('audits every change, with what was before and after', async () => {
    const { id } = await created({ name: 'Watched' });
    await admin.patch(`${PATH}/${id}`, { name: 'Watched closely' }, etag(1));
    await admin.delete(`${PATH}/${id}`, etag(2));
    const rows = await query<{ action: string; before: object; after: object }>(
      registry.databaseUrl,
      'SELECT action, before, after FROM audit_event WHERE subject_id = $1 ORDER BY id',
      [id],
    );
    expect(rows).toMatchObject([
      { action: 'policy.created', before: null, after: { name: 'Watched', kind: 'role_based' } },
      { action: 'policy.updated', before: { name: 'Watched' }, after: { name: 'Watched closely' } },
      { action: 'policy.deleted', before: { name: 'Watched closely' }, after: null },
    ]);
  });

  it('opens to those who hold the permission', async () => {
    const password = 'a-long-enough-password';
    await admin.post('/api/v1/agents', { name: 'reader', type: 'user', password, permissions: ['policy:read'] });
    const reader = await new ApiClient(registry.url).login('reader', password);
    expect((await reader.get(PATH)).status).toBe(200);
    expect((await reader.get('/api/v1/policy-types')).status).toBe(200);
    expect((await reader.post(PATH, policy())).status).toBe(403);
    const { id } = await created();
    expect((await reader.patch(`${PATH}/${id}`, {}, etag(1))).status).toBe(403);
    expect((await reader.delete(`${PATH}/${id}`, etag(1))).status).toBe(403);
    expect((await new ApiClient(registry.url).get(PATH)).status).toBe(401);
  });
});

describe('listing policies', () => {
  it('pages through all of them, filtered', async () => {
    const wanted = [];
    for (let index = 0; index < 5; index++) wanted.push((await created({ effect: 'deny', mode: 'disabled' })).id);
    await created({ effect: 'deny', mode: 'shadow' });
    const seen: string[] = [];
    let path: string | null = `${PATH}?effect=deny&mode=disabled&kind=role_based&limit=2`;
    while (path !== null) {
      const { status, body } = await admin.get(path);
      expect(status).toBe(200);
      seen.push(...body.data.map((it: { id: string }) => it.id));
      path = body.page.nextCursor && `${PATH}?limit=2&cursor=${body.page.nextCursor}`;
    }
    expect(seen).toEqual(wanted);
  });

  it.each(['effect=allow', 'mode=on', 'kind=Role', 'colour=red', 'limit=0', 'cursor=abc'])(
    'refuses %s',
    async (text) => {
      expect(await admin.get(`${PATH}?${text}`)).toMatchObject({ status: 400 });
    },
  );

  it('tells the kinds, and how to set them', async () => {
    const { body } = await admin.get('/api/v1/policy-types');
    const kinds = body.data.map((it: { kind: string }) => it.kind);
    expect(kinds).toEqual(expect.arrayContaining(['owner', 'role_based', 'time_based']));
    expect(kinds).toEqual([...kinds].sort());
    expect(body.data[kinds.indexOf('time_based')]).toMatchObject({
      installed: true,
      dependsOn: 'principal',
      defaultEffect: 'require',
      settingsSchema: { required: ['zone', 'weekdays', 'windows'], $defs: { TimeWindow: { type: 'object' } } },
    });
  });

  it('answers 404 for a policy that never was, 400 for what is no id', async () => {
    expect(await admin.get(`${PATH}/${randomUUID()}`)).toMatchObject({ status: 404 });
    expect(await admin.get(`${PATH}/first`)).toMatchObject({ status: 400 });
  });
});
