import { randomUUID } from 'node:crypto';
import type { ApiReply } from '../support/api-client.js';
import { AuthzenWorld } from '../support/authzen-world.js';

const EVALUATION = '/access/v1/evaluation';
const EVALUATIONS = '/access/v1/evaluations';
const BOTH = [EVALUATION, EVALUATIONS];
const A_WEDNESDAY = '2026-03-04T12:00:00Z';
const A_SUNDAY = '2026-03-01T12:00:00Z';

let world: AuthzenWorld;

beforeAll(async () => {
  world = await AuthzenWorld.begin();
});
afterAll(() => world.end());

type Change = Readonly<Record<string, unknown>>;

/** What the agent may do, changed; `undefined` takes a member out. */
function question(change: Change = {}): Record<string, unknown> {
  const { agent, tool } = world.ids;
  const asked = {
    subject: { type: 'agent', id: agent },
    action: { name: 'invoke' },
    resource: { type: 'tool', id: tool },
  };
  return { ...asked, ...change };
}

const timed = (context: unknown) => ({ resource: { type: 'tool', id: world.ids.timed }, context });
const project = (id: string, action: string) => ({ resource: { type: 'project', id }, action: { name: action } });
const ask = (change: Change = {}) => world.point.post(EVALUATION, question(change));

/** What is sent exactly as it is. */
async function raw(path: string, body: string | undefined, headers: Record<string, string>): Promise<ApiReply> {
  const authorization = `Bearer ${world.point.token ?? ''}`;
  const init = { method: 'POST', headers: { authorization, ...headers }, ...(body !== undefined && { body }) };
  const reply = await fetch(world.registry.url + path, init);
  return { status: reply.status, headers: reply.headers, body: await reply.json() };
}

describe('an evaluation answers 200 and', () => {
  type Case = readonly [name: string, change: () => Change, decision: boolean, reason: string];
  const nested = { properties: { deep: [{ er: 1 }] } };
  const CASES: readonly Case[] = [
    ['permits what a policy permits', () => ({}), true, 'PERMITTED'],
    ['denies what none permits', () => ({ action: { name: 'vend' } }), false, 'NO_PERMIT'],
    ['takes an empty context', () => ({ context: {} }), true, 'PERMITTED'],
    ['takes properties of all three', () => withProperties(nested), true, 'PERMITTED'],
    ['ignores unknown members', () => ({ foo: 'bar', options: 7, evaluations: 'x' }), true, 'PERMITTED'],
    ['ignores unknown members of members', () => withProperties({ foo: { bar: 1 } }), true, 'PERMITTED'],
    ['ignores what the context holds for others', () => ({ context: { foo: [1], ip: 'x' } }), true, 'PERMITTED'],
    ['believes no roles in properties', () => ({ ...rolesOfAdmin(), action: { name: 'manage' } }), false, 'NO_PERMIT'],
    ['judges at the time of the context', () => timed({ time: A_WEDNESDAY }), true, 'PERMITTED'],
    ['judges at another time otherwise', () => timed({ time: A_SUNDAY }), false, 'REQUIREMENT_NOT_MET'],
    ['denies at a time that is none', () => timed({ time: 'noon' }), false, 'INVALID_CONTEXT'],
    ['denies at a time that is a number', () => timed({ time: 1 }), false, 'INVALID_CONTEXT'],
    ['denies from an address that is none', () => ({ context: { address: 'here' } }), false, 'INVALID_CONTEXT'],
    ['takes an address and arguments', () => ({ context: { address: '::1', arguments: {} } }), true, 'PERMITTED'],
    ['denies with arguments that are a list', () => ({ context: { arguments: [] } }), false, 'INVALID_CONTEXT'],
    ['denies an unknown agent', () => subject('agent', randomUUID()), false, 'UNKNOWN_SUBJECT'],
    ['denies an agent by a malformed id', () => subject('agent', "x' OR 1=1"), false, 'UNKNOWN_SUBJECT'],
    ['denies an empty id', () => subject('agent', ''), false, 'UNKNOWN_SUBJECT'],
    ['denies a disabled agent', () => subject('agent', world.ids.disabled), false, 'SUBJECT_DISABLED'],
    ['denies subjects that are no agents', () => subject('project', 'apollo'), false, 'UNKNOWN_SUBJECT_TYPE'],
    ['takes ids in capitals', () => subject('agent', world.ids.agent.toUpperCase()), true, 'PERMITTED'],
    ['denies an unknown action', () => ({ action: { name: 'can_read' } }), false, 'UNKNOWN_ACTION'],
    ['denies the name of an inherited member', () => ({ action: { name: 'toString' } }), false, 'UNKNOWN_ACTION'],
    ['denies an unknown tool', () => resource('tool', randomUUID()), false, 'UNKNOWN_TOOL'],
    ['denies a tool by a malformed id', () => resource('tool', '../x'), false, 'UNKNOWN_RESOURCE'],
    ['denies an unknown type of resource', () => resource('todo', '1'), false, 'UNKNOWN_RESOURCE_TYPE'],
    ['denies an unknown entity of a guest', () => project('gemini', 'invoke'), false, 'UNKNOWN_RESOURCE'],
    ['denies what a source fails to tell', () => resource('broken', '1'), false, 'RESOURCE_UNAVAILABLE'],
    ['does not permit entities as any tool', () => project('apollo', 'discover'), false, 'NO_PERMIT'],
  ];

  it.each(CASES)('%s', async (_name, change, decision, reason) => {
    const { status, body } = await ask(change());
    expect([status, body.decision, body.context.reason_code]).toEqual([200, decision, reason]);
    expect(typeof body.context.reason_user.en).toBe('string');
  });

  it('permits entities of guests by policies that name their type, and heeds denies of everything', async () => {
    await world.permitProjects('describe');
    expect((await ask(project('apollo', 'describe'))).body.decision).toBe(true);
    const everything = {
      kind: 'role_based',
      settings: { roles: ['user'] },
      target: { actions: { only: ['describe'] } },
    };
    const id = await world.policy({ ...everything, effect: 'deny' });
    expect((await ask(project('apollo', 'describe'))).body.context.reason_code).toBe('DENIED_BY_POLICY');
    await world.admin.delete(`/api/v1/policies/${id}`, { 'if-match': '*' });
  });

  const withProperties = (more: object) => {
    const { subject: who, action, resource: what } = question() as Record<string, object>;
    return { subject: { ...who, ...more }, action: { ...action, ...more }, resource: { ...what, ...more } };
  };
  const subject = (type: string, id: string) => ({ subject: { type, id } });
  const resource = (type: string, id: string) => ({ resource: { type, id } });
  const rolesOfAdmin = () => ({ subject: { ...(question()['subject'] as object), properties: { roles: ['admin'] } } });
});

describe('a decision', () => {
  it('is on record, about the agent and by its id, with the request of the enforcement point', async () => {
    const { body, headers } = await ask({ action: { name: 'manage' } });
    const entry = await world.admin.get(`/api/v1/access-log/${body.context.id}`);
    expect(entry.body).toMatchObject({
      agentId: world.ids.agent,
      toolId: world.ids.tool,
      action: 'manage',
      allowed: false,
    });
    expect(entry.body.requestId).toBe(headers.get('x-request-id'));
  });

  it('tells until when it holds', async () => {
    expect((await ask(timed({ time: A_WEDNESDAY }))).body.context.valid_until).toBe('2026-03-04T17:00:00.000Z');
  });
});

describe('a request is refused', () => {
  type Bad = readonly [name: string, member: string, value: unknown];
  const MEMBERS = ['subject', 'resource', 'action'].flatMap((it): Bad[] => [
    [`without ${it}`, it, undefined],
    [`with a ${it} that is a text`, it, 'x'],
    [`with a ${it} that is a list`, it, [{ type: 'agent', id: 'x', name: 'x' }]],
    [`with a ${it} that is null`, it, null],
    [`with an empty ${it}`, it, {}],
    [`with properties of ${it} that are a text`, it, { type: 'agent', id: 'x', name: 'invoke', properties: 'x' }],
  ]);
  const BAD: readonly Bad[] = [
    ...MEMBERS,
    ['without a type of subject', 'subject', { id: 'x' }],
    ['with a type of resource that is a number', 'resource', { type: 1, id: 'x' }],
    ['without an id of resource', 'resource', { type: 'tool' }],
    ['with an id of subject that is a number', 'subject', { type: 'agent', id: 1 }],
    ['with a name of action that is null', 'action', { name: null }],
    ['with an id beyond all measure', 'subject', { type: 'agent', id: 'x'.repeat(2000) }],
    ['with a context that is a list', 'context', []],
    ['with a context that is a text', 'context', 'x'],
    ['with a context of prototypes', 'context', JSON.parse('{"__proto__":{"admin":true}}')],
  ];

  it.each(BAD)('by 400: %s', async (_name, member, value) => {
    for (const path of BOTH) {
      const { status, body, headers } = await world.point.post(path, question({ [member]: value }));
      expect(body).toEqual({ status: 400, code: 'VALIDATION_FAILED', message: expect.stringContaining(member) });
      expect([status, headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8']);
    }
  });

  const json = { 'content-type': 'application/json' };
  const deep = `{"context":${'['.repeat(150)}${']'.repeat(150)}}`;
  it.each([
    ['another content type', '{}', { 'content-type': 'text/plain' }, 400],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['malformed JSON', '{"subject":', json, 400],
    ['bytes that are no UTF-8 JSON', 'x', json, 400],
    ['an empty body', '', json, 400],
    ['no body', undefined, {}, 400],
    ['a list', '[]', json, 400],
    ['a text', '"x"', json, 400],
    ['null', 'null', json, 400],
    ['nesting beyond reason', deep, json, 400],
    ['more than fits', `{"x":"${'x'.repeat(2_000_000)}"}`, json, 413],
  ])('that has %s', async (_name, body, headers, status) => {
    for (const path of BOTH) {
      const reply = await raw(path, body, headers);
      expect(reply).toMatchObject({ status, body: { status, code: expect.any(String), message: expect.any(String) } });
      expect(reply.headers.get('x-request-id')).toBeTruthy();
    }
  });

  it.each(BOTH)('without proof by 401 and without the permission by 403, with a challenge: %s', async (path) => {
    const nobody = await world.point.as('trk_no').post(path, question());
    const auditor = await world.admin.post('/api/v1/agents', {
      name: `reader-${randomUUID()}`,
      type: 'bot',
      roles: ['user'],
    });
    const { key } = (await world.admin.post(`/api/v1/agents/${auditor.body.id}/api-keys`, { name: 'x' })).body;
    const reader = await world.point.as(key).post(path, question());
    expect([nobody.body, reader.body]).toMatchObject([
      { status: 401, code: 'INVALID_TOKEN' },
      { status: 403, code: 'INSUFFICIENT_PERMISSION' },
    ]);
    expect(reader.headers.get('www-authenticate')).toContain('scope="access:evaluate"');
    expect(nobody.headers.get('www-authenticate')).toContain('invalid_token');
  });

  it.each(BOTH)('by another method: %s', async (path) => {
    const { status, body } = await world.point.get(path);
    expect([status, body.status]).toEqual([405, 405]);
  });
});

describe('every answer', () => {
  it.each(BOTH)('is JSON, kept by nobody, and bears the id of its request: %s', async (path) => {
    const { status, headers } = await world.point.post(path, question(), { 'x-request-id': 'bfe9eb29-ab87-4ca3-be83' });
    expect([status, headers.get('x-request-id')]).toEqual([200, 'bfe9eb29-ab87-4ca3-be83']);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('of a refusal bears it too', async () => {
    const { status, headers } = await world.point.post(EVALUATION, {}, { 'x-request-id': 'abc-1' });
    expect([status, headers.get('x-request-id')]).toEqual([400, 'abc-1']);
  });
});
