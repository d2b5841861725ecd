import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool } from '../support/tools.js';

const PATH = '/api/v1/policies';

let registry: TestRegistry;
let admin: ApiClient;
let count = 0;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

const etag = (revision: number) => ({ 'if-match': `"${String(revision)}"` });

function policy(given: object) {
  return { name: `Obliging ${String(++count)}`, kind: 'role_based', settings: { roles: ['user'] }, ...given };
}

describe('obligations of a policy', () => {
  const all = [
    { type: 'cap_ttl', seconds: 60 },
    { type: 'cap_uses', uses: 3 },
    { type: 'narrow_scopes', scopes: ['read', 'orders:write'] },
    { type: 'require_bound_key' },
    { type: 'redact', fields: ['/customer/iban', '/rows/0/a~1b'] },
    { type: 'log', note: 'Payroll' },
  ];

  it('are kept, shown, versioned, and part of decisions', async () => {
    const { id: toolId } = await registerTool(admin, { tags: ['obliged'] });
    const target = { tags: { only: ['obliged'] } };
    const given = { settings: { roles: 'any' }, target, obligations: all };
    const { id } = (await admin.post(PATH, policy(given))).body;
    expect((await admin.get(`${PATH}/${id}`)).body.obligations).toEqual(all);
    const versions = (await admin.get(`${PATH}/${id}/versions`)).body.data;
    expect(versions[0].state.obligations).toEqual(all);
    const { agentId } = (await admin.get('/api/v1/auth/me')).body;
    const { body } = await admin.post(`${PATH}/evaluate`, { agentId, toolId, action: 'invoke' });
    expect(body.obligations).toMatchObject({ notes: ['Payroll'] });

    const changed = await admin.patch(`${PATH}/${id}`, { obligations: [] }, etag(1));
    expect(changed.body.obligations).toEqual([]);
    const rolledBack = await admin.post(`${PATH}/${id}/rollback`, { revision: 1 }, etag(2));
    expect(rolledBack.body.obligations).toEqual(all);
    expect((await admin.patch(`${PATH}/${id}`, { description: 'x' }, etag(3))).body.obligations).toEqual(all);
  });

  it.each<[unknown, string]>([
    ['none', '/obligations'],
    [null, '/obligations'],
    [{}, '/obligations'],
    [[null], '/obligations'],
    [['log'], '/obligations'],
    [[[]], '/obligations'],
    [Array(21).fill({ type: 'require_bound_key' }), '/obligations'],
    [[{}], '/obligations/0/type'],
    [
      [
        { type: 'log', note: 'x' },
        { type: 'pay', euros: 1 },
      ],
      '/obligations/1/type',
    ],
    [[{ type: 'toString' }], '/obligations/0/type'],
    [[{ type: ['log'], note: 'x' }], '/obligations/0/type'],
    [[{ type: 'cap_ttl' }], '/obligations/0/seconds'],
    [[{ type: 'cap_ttl', seconds: 0 }], '/obligations/0/seconds'],
    [[{ type: 'cap_ttl', seconds: '60' }], '/obligations/0/seconds'],
    [[{ type: 'cap_ttl', seconds: 60, uses: 1 }], '/obligations/0/uses'],
    [[{ type: 'cap_uses', uses: 1.5 }], '/obligations/0/uses'],
    [[{ type: 'narrow_scopes', scopes: 'read' }], '/obligations/0/scopes'],
    [[{ type: 'narrow_scopes', scopes: ['a b'] }], '/obligations/0/scopes'],
    [[{ type: 'narrow_scopes', scopes: Array(101).fill('a') }], '/obligations/0/scopes'],
    [[{ type: 'require_bound_key', key: 'x' }], '/obligations/0/key'],
    [[{ type: 'redact', fields: [] }], '/obligations/0/fields'],
    [[{ type: 'redact', fields: [''] }], '/obligations/0/fields'],
    [[{ type: 'redact', fields: ['iban'] }], '/obligations/0/fields'],
    [[{ type: 'redact', fields: ['/a~2'] }], '/obligations/0/fields'],
    [[{ type: 'redact', fields: [1] }], '/obligations/0/fields'],
    [[{ type: 'log', note: '' }], '/obligations/0/note'],
    [[{ type: 'log', note: 'x'.repeat(201) }], '/obligations/0/note'],
  ])('are not %j', async (obligations, pointer) => {
    const { status, body } = await admin.post(PATH, policy({ obligations }));
    const pointers = body.errors?.map((it: { pointer: string }) => it.pointer);
    expect({ status, pointers }).toEqual({ status: 400, pointers: expect.arrayContaining([pointer]) });
  });
});
