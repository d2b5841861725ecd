import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';

const PATH = '/api/v1/policies';

let story: CredentialStory;
let tool: TestTool;
let agent: TestAgent;
let count = 0;

beforeAll(async () => {
  story = await CredentialStory.begin({ TRUSTED_PROXIES: '127.0.0.1/32,::1/128' });
});
afterAll(() => story.end());

beforeEach(async () => {
  tool = await story.tool({ tags: ['stock'], metadata: { level: 2 } });
  agent = await story.agent();
  await story.permit(tool);
});

function save(kind: string, settings: object, given: object = {}) {
  const target = { tools: { only: [tool.id] }, actions: { only: ['invoke'] } };
  return story.admin.post(PATH, { name: `Kind ${String(++count)}`, kind, settings, target, ...given });
}

async function add(kind: string, settings: object, given: object = {}) {
  const { status, body } = await save(kind, settings, given);
  expect({ status, body }).toMatchObject({ status: 201 });
  return body as { id: string; effect: string; settings: object };
}

async function evaluated(kind: string, question: object) {
  const asked = { agentId: agent.id, toolId: tool.id, ...question };
  const { status, body } = await story.admin.post(`${PATH}/evaluate`, asked);
  expect({ status, body }).toMatchObject({ status: 200 });
  const { outcome, reasons } = body.trace.find((it: { kind: string }) => it.kind === kind);
  return { allowed: body.allowed, outcome, detail: reasons[0].detail };
}

const VEND = { target: { actions: { only: ['vend'] } } };

describe('ip_range', () => {
  const vendFrom = (address: string) =>
    agent.client.post(`/api/v1/tools/${tool.id}/credentials`, {}, { 'x-forwarded-for': address });

  it('lets callers in from where they may be', async () => {
    const target = { tools: { only: [tool.id] }, ...VEND.target };
    const { effect } = await add('ip_range', { cidrs: ['10.20.0.0/16'] }, { target });
    expect(effect).toBe('require');
    expect((await vendFrom('10.20.3.4')).status).toBe(201);
    expect((await vendFrom('::ffff:10.20.3.4')).status).toBe(201);
    expect(await vendFrom('10.21.3.4')).toMatchObject({
      status: 403,
      body: { reason: { code: 'REQUIREMENT_NOT_MET' } },
    });
  });

  it('says in which range a caller is, and denies who is nowhere', async () => {
    await add('ip_range', { cidrs: ['192.0.2.0/24', '2001:db8::/32'] }, { effect: 'deny' });
    expect(await evaluated('ip_range', { action: 'invoke', address: '2001:db8::7' })).toEqual({
      ...{ allowed: false, outcome: 'match', detail: '2001:db8::7 is in 2001:db8::/32.' },
    });
    expect(await evaluated('ip_range', { action: 'invoke', address: '10.0.0.1' })).toMatchObject({ allowed: true });
    expect(await evaluated('ip_range', { action: 'invoke' })).toMatchObject({
      ...{ allowed: false, outcome: 'indeterminate' },
    });
  });
});

describe('arguments', () => {
  it('lets calls through whose arguments meet the schema', async () => {
    await add('arguments', { schema: { properties: { sku: { type: 'string', pattern: '^BOLT-' } } } });
    const { body: credential } = await story.vend(agent, tool);
    expect((await story.invoke(credential.token, tool, { sku: 'BOLT-M8' })).status).toBe(200);
    const refused = await story.invoke(credential.token, tool, { sku: 'NUT-M8' });
    expect(refused).toMatchObject({ status: 403, body: { reason: { code: 'REQUIREMENT_NOT_MET' } } });
    const { body } = await story.admin.get(`/api/v1/access-log/${refused.body.decisionId}`);
    expect(JSON.stringify(body.trace)).toContain('/arguments/sku must match pattern');
    expect(JSON.stringify(body.trace)).not.toContain('NUT-M8');
  });

  it('judges at once by a pattern that would take for ever to backtrack', async () => {
    await add('arguments', { schema: { properties: { sku: { pattern: '^(a+)+$' } } } });
    const question = { action: 'invoke', arguments: { sku: `${'a'.repeat(60)}!` } };
    expect(await evaluated('arguments', question)).toMatchObject({ allowed: false, outcome: 'no_match' });
  });

  it('hides no tool from lists, and vends nothing where it is aimed at vending', async () => {
    await add(
      'arguments',
      { schema: { required: ['sku'] } },
      { effect: 'deny', target: { tools: { only: [tool.id] } } },
    );
    const { body } = await agent.client.get(`/api/v1/tools?limit=100`);
    expect(body.data.map((it: { id: string }) => it.id)).toContain(tool.id);
    expect(await story.vend(agent, tool)).toMatchObject({ status: 403, body: { reason: { code: 'INDETERMINATE' } } });
  });
});

describe('attribute', () => {
  const level = { '<=': [{ var: 'resource.attributes.metadata.level' }, 2] };
  const bolts = { in: ['BOLT-', { var: 'arguments.sku' }] };

  it('lets calls through about which the rule is true, and says which part is not', async () => {
    await add('attribute', { rule: { and: [level, bolts] } });
    const { body: credential } = await story.vend(agent, tool);
    expect((await story.invoke(credential.token, tool, { sku: 'BOLT-M8' })).status).toBe(200);
    expect((await story.invoke(credential.token, tool, { sku: 'NUT-M8' })).status).toBe(403);
    const question = { action: 'invoke', arguments: { sku: 'NUT-M8' } };
    expect(await evaluated('attribute', question)).toEqual({
      ...{ allowed: false, outcome: 'no_match', detail: 'It is not true that "BOLT-" in arguments.sku.' },
    });
  });

  it.each([
    [{ map: [{ var: 'arguments' }, 1] }, 'at "": the operator is not known'],
    [{ and: [{ '==': [{ var: 'subject.prototype' }, 1] }] }, 'at "/and/0/==/0": var takes names'],
  ])('is saved only within bounds: %j', async (rule, detail) => {
    const { status, body } = await save('attribute', { rule });
    expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ pointer: '/settings/rule' }] } });
    expect(body.errors[0].detail).toContain(detail);
  });

  it('decides the same when it is read back', async () => {
    const { id, settings } = await add('attribute', { rule: { and: [level, bolts] } });
    const { body } = await story.admin.get(`${PATH}/${id}`);
    expect(body.settings).toEqual(settings);
    const copy = await add('attribute', body.settings, { effect: 'deny' });
    expect(copy.settings).toEqual(settings);
    const question = { action: 'invoke', arguments: { sku: 'BOLT-M8' } };
    expect(await evaluated('attribute', question)).toMatchObject({ allowed: false, outcome: 'match' });
  });
});

describe('the kind of a policy', () => {
  it('never changes, and the refusal says so', async () => {
    const { id } = await add('owner', {});
    const reply = await story.admin.patch(`${PATH}/${id}`, { kind: 'quota' }, { 'if-match': '*' });
    expect(reply.status).toBe(400);
    expect(reply.body.errors).toMatchObject([
      { pointer: '/kind', detail: expect.stringContaining('cannot be changed') },
    ]);
  });

  it('wants no settings where it has none', async () => {
    const given = { mode: 'shadow' };
    expect(await story.admin.post(PATH, { ...given, name: 'Of owners', kind: 'owner' })).toMatchObject({ status: 201 });
    const lacking = await story.admin.post(PATH, { ...given, name: 'Of nobody', kind: 'role_based' });
    expect(lacking).toMatchObject({ status: 400, body: { errors: [{ pointer: '/settings/roles' }] } });
    const question = { agentId: agent.id, toolId: tool.id, action: 'vend', with: [{ kind: 'owner' }] };
    expect(await story.admin.post(`${PATH}/evaluate`, question)).toMatchObject({ status: 200 });
  });
});
