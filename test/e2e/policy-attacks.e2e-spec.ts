import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool } from '../support/tools.js';

const SCHEMA = {
  type: 'object',
  required: ['toString'],
  properties: {
    toString: { maxLength: 3 },
    hasOwnProperty: { const: 1 },
    valueOf: { const: 2 },
    prototype: { const: 3 },
  },
};
const MEMBERS = { toString: 'abc', hasOwnProperty: 1, valueOf: 2, prototype: 3 };

describe('attacks on policies', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let agentId: string;
  let toolId: string;
  const ids: string[] = [];

  beforeAll(async () => {
    registry = await startTestRegistry({ variables: { TRUSTED_PROXIES: '127.0.0.1' } });
    admin = await new ApiClient(registry.url).login();
    agentId = (await admin.get('/api/v1/auth/me')).body.agentId;
    toolId = (await registerTool(admin)).id;
    await save({ kind: 'role_based', effect: 'permit', settings: { roles: 'any' } });
  });
  afterAll(() => registry.close());
  afterEach(async () => {
    for (const id of ids.splice(1)) await admin.delete(`/api/v1/policies/${id}`, { 'if-match': '*' });
  });

  async function save(given: object) {
    const name = `Policy ${String(ids.length)}`;
    const { status, body } = await admin.post('/api/v1/policies', {
      name,
      target: { tools: { only: [toolId] } },
      ...given,
    });
    expect({ status, body }).toMatchObject({ status: 201 });
    ids.push(body.id);
    return body;
  }
  const evaluate = (given: object) =>
    admin.post('/api/v1/policies/evaluate', { agentId, toolId, action: 'invoke', ...given });

  describe('members named as what every object inherits', () => {
    const policy = { kind: 'arguments', settings: { schema: SCHEMA }, effect: 'require' };

    it('stay in settings, however these are saved', async () => {
      const { id, settings } = await save(policy);
      expect(settings.schema).toEqual(SCHEMA);
      const change = { settings: { schema: { ...SCHEMA, additionalProperties: false } } };
      expect((await admin.patch(`/api/v1/policies/${id}`, change, { 'if-match': '*' })).status).toBe(200);
      expect((await admin.get(`/api/v1/policies/${id}`)).body.settings).toEqual(change.settings);
    });

    it.each<[object, boolean]>([
      [MEMBERS, true],
      [{ ...MEMBERS, toString: 'abcd' }, false],
      [{ ...MEMBERS, valueOf: 3 }, false],
      [{ ...MEMBERS, prototype: 2 }, false],
      [{}, false],
    ])('are demanded of the arguments %j, as a draft too: %s', async (given, allowed) => {
      const draft = { ...policy, target: { actions: { only: ['invoke'] } } };
      expect((await evaluate({ arguments: given, with: [draft] })).body.allowed).toBe(allowed);
      await save(policy);
      expect((await evaluate({ arguments: given })).body.allowed).toBe(allowed);
      const subject = { type: 'agent', id: agentId };
      const asked = { subject, action: { name: 'invoke' }, resource: { type: 'tool', id: toolId } };
      const context = { arguments: given };
      const single = await admin.post('/access/v1/evaluation', { ...asked, context });
      const items = await admin.post('/access/v1/evaluations', { ...asked, evaluations: [{ context }] });
      const defaults = await admin.post('/access/v1/evaluations', { ...asked, context, evaluations: [{}] });
      const answers = [single.body, ...items.body.evaluations, ...defaults.body.evaluations];
      expect(answers.map(({ decision }) => decision)).toEqual([allowed, allowed, allowed]);
    });

    it.each<[object, string]>([
      [{ kind: 'role_based', settings: { roles: 'any', toString: 1 } }, '/settings/toString'],
      [{ kind: 'role_based', settings: { roles: 'any', prototype: 1 } }, '/settings/prototype'],
      [{ kind: 'role_based', settings: { roles: 'any' }, prototype: 1 }, '/prototype'],
      [
        {
          kind: 'time_based',
          settings: { zone: 'UTC', weekdays: [1], windows: [{ from: '00:00', to: '24:00', valueOf: 1 }] },
        },
        '/settings/windows/0/valueOf',
      ],
    ])('are refused where a kind would not see them: %j', async (given, pointer) => {
      const { status, body } = await admin.post('/api/v1/policies', { name: 'Unseen', ...given });
      expect([status, body.errors?.[0].pointer]).toEqual([400, pointer]);
    });

    it('are seen by whoever approves a call', async () => {
      const wanted = { toolId, action: 'invoke', justification: 'A refund.', durationSeconds: 60, arguments: MEMBERS };
      expect((await admin.post('/api/v1/access-requests', wanted)).body.arguments).toEqual(MEMBERS);
    });

    it('stay in the schemas of tools', async () => {
      const { id } = await registerTool(admin, { inputSchema: SCHEMA });
      expect((await admin.get(`/api/v1/tools/${id}`)).body.inputSchema).toEqual(SCHEMA);
    });
  });

  it.each(['\u200b', '\u00ad', '\u202eyned', 'a\nb', 'a\u001b[2J'])(
    'a name that is not what it looks like: %j',
    async (name) => {
      const { id } = await save({ kind: 'role_based', effect: 'deny', mode: 'disabled', settings: { roles: 'any' } });
      const created = await admin.post('/api/v1/policies', { name, kind: 'role_based', settings: { roles: 'any' } });
      const renamed = await admin.patch(`/api/v1/policies/${id}`, { name }, { 'if-match': '*' });
      for (const { status, body } of [created, renamed]) {
        expect([status, body.errors?.[0].pointer]).toEqual([400, '/name']);
      }
    },
  );

  it.each([
    ['10.0.0.1', 'DENIED_BY_POLICY'],
    ['::ffff:10.0.0.1', 'DENIED_BY_POLICY'],
    ['garbage, 10.0.0.1', 'DENIED_BY_POLICY'],
    ['10.0.0.1:4711', 'INDETERMINATE'],
    ['10.0.0.1%eth0', 'INDETERMINATE'],
    ['unknown', 'INDETERMINATE'],
    [`10.0.0.1${'x'.repeat(60)}`, 'INDETERMINATE'],
  ])('a forwarded %j does not get past a deny of its range', async (address, code) => {
    const target = { tools: { only: [toolId] }, actions: { only: ['vend'] } };
    await save({ kind: 'ip_range', effect: 'deny', settings: { cidrs: ['10.0.0.0/8'] }, target });
    const reply = await admin.post(`/api/v1/tools/${toolId}/credentials`, {}, { 'x-forwarded-for': address });
    expect(reply.body).toMatchObject({ status: 403, reason: { code } });
  });
});
