import fc from 'fast-check';
import type { Semantic } from '../../src/policy/authzen/dto/evaluations.request.js';
import { AuthzenWorld } from '../support/authzen-world.js';

const EVALUATION = '/access/v1/evaluation';
const EVALUATIONS = '/access/v1/evaluations';

let world: AuthzenWorld;

beforeAll(async () => {
  world = await AuthzenWorld.begin();
});
afterAll(() => world.end());

const ask = (body: object) => world.point.post(EVALUATIONS, body);
const agent = () => ({ type: 'agent', id: world.ids.agent });
const tool = () => ({ type: 'tool', id: world.ids.tool });
const INVOKE = { action: { name: 'invoke' } };
const VEND = { action: { name: 'vend' } };

/** The decisions on these evaluations, with the agent and the tool as defaults. */
async function decisionsOn(evaluations: unknown[], options?: object): Promise<boolean[]> {
  const { status, body } = await ask({ subject: agent(), resource: tool(), evaluations, ...(options && { options }) });
  expect([status, Object.keys(body)]).toEqual([200, ['evaluations']]);
  return body.evaluations.map((it: { decision: boolean }) => it.decision);
}

describe('evaluations', () => {
  const mixed = [INVOKE, VEND, INVOKE, VEND];

  it.each<readonly [string, object | undefined, unknown[], boolean[]]>([
    ['are all executed by default', undefined, mixed, [true, false, true, false]],
    ['are all executed with empty options', {}, mixed, [true, false, true, false]],
    ['are all executed where that is asked for', all('execute_all'), mixed, [true, false, true, false]],
    ['ignore unknown options', { foo: 'bar' }, mixed, [true, false, true, false]],
    ['end with the first deny', all('deny_on_first_deny'), mixed, [true, false]],
    ['end with the first deny, which may be the first', all('deny_on_first_deny'), [VEND, INVOKE], [false]],
    ['are all executed where nothing is denied', all('deny_on_first_deny'), [INVOKE, INVOKE], [true, true]],
    ['end with the first permit', all('permit_on_first_permit'), [VEND, INVOKE, VEND], [false, true]],
    ['end with the first permit, which may be the first', all('permit_on_first_permit'), mixed, [true]],
    ['are all executed where nothing is permitted', all('permit_on_first_permit'), [VEND, VEND], [false, false]],
    ['deny what cannot be read, and go on', undefined, [{}, INVOKE, 7, null, [], INVOKE], item(1, 5)],
    ['count what cannot be read as a deny', all('deny_on_first_deny'), [INVOKE, {}, INVOKE], [true, false]],
    ['do not count it as a permit', all('permit_on_first_permit'), [{}, 7, INVOKE, VEND], [false, false, true]],
    ['ignore unknown members', undefined, [{ ...INVOKE, foo: { bar: 1 } }], [true]],
  ])('%s', async (_name, options, evaluations, decisions) => {
    expect(await decisionsOn(evaluations, options)).toEqual(decisions);
  });

  it('put no later question on record than that with which they end', async () => {
    const before = (await entries()).length;
    await decisionsOn(mixed, all('deny_on_first_deny'));
    expect((await entries()).length - before).toBe(2);
  });

  it.each<readonly [string, object, boolean]>([
    ['subject', { subject: { type: 'agent', id: 'nobody' } }, false],
    ['action', VEND, false],
    ['resource', { resource: { type: 'tool', id: 'nothing' } }, false],
    ['context', { context: { time: 'noon' } }, false],
    ['nothing', {}, true],
  ])('let one of them replace its default: %s', async (_name, evaluation, decision) => {
    const { body } = await ask({
      subject: agent(),
      resource: tool(),
      ...INVOKE,
      context: {},
      evaluations: [evaluation],
    });
    expect(body.evaluations).toMatchObject([{ decision }]);
  });

  it.each(['subject', 'resource', 'action'])('replace a %s whole, and never merge it', async (member) => {
    const defaults = { subject: agent(), resource: tool(), ...INVOKE };
    const { status, body } = await ask({ ...defaults, evaluations: [{ [member]: { properties: {} } }, {}] });
    expect([status, body.evaluations[1].decision]).toEqual([200, true]);
    expect(body.evaluations[0]).toMatchObject({ decision: false, context: { error: { code: 'VALIDATION_FAILED' } } });
    expect(body.evaluations[0].context.error).toMatchObject({ status: 400, message: expect.stringContaining(member) });
  });

  it('replace a context whole', async () => {
    const timed = { type: 'tool', id: world.ids.timed };
    const defaults = { subject: agent(), resource: timed, ...INVOKE, context: { time: 'noon' } };
    const { body } = await ask({ ...defaults, evaluations: [{ context: { time: '2026-03-04T12:00:00Z' } }, {}] });
    expect(body.evaluations.map((it: { decision: boolean }) => it.decision)).toEqual([true, false]);
  });

  it.each([
    ['no evaluations', {}],
    ['an empty list of them', { evaluations: [] }],
    ['options without evaluations', { options: all('deny_on_first_deny') }],
  ])('are one evaluation with %s', async (_name, more) => {
    const { status, body } = await ask({ subject: agent(), resource: tool(), ...INVOKE, ...more });
    expect([status, body.decision, body.evaluations]).toEqual([200, true, undefined]);
  });

  it.each<readonly [string, object]>([
    ['evaluations that are no list', { evaluations: INVOKE }],
    ['evaluations that are null', { evaluations: null }],
    ['more than a hundred', { evaluations: Array.from({ length: 101 }, () => INVOKE) }],
    ['an unknown semantic', { evaluations: [INVOKE], options: all('x' as Semantic) }],
    ['options that are a list', { evaluations: [INVOKE], options: [] }],
    ['a default that is a text', { evaluations: [INVOKE], subject: 'x' }],
    ['a default that lacks its id', { evaluations: [INVOKE], resource: { type: 'tool' } }],
    ['an empty list and no action', { evaluations: [] }],
  ])('are refused by 400 with %s', async (_name, more) => {
    const { status, body } = await ask({ subject: agent(), resource: tool(), ...more });
    expect([status, body]).toMatchObject([400, { status: 400, code: 'VALIDATION_FAILED' }]);
  });

  it('are taken a hundred at a time', async () => {
    const evaluations = Array.from({ length: 100 }, () => INVOKE);
    const { body } = await ask({ subject: agent(), resource: tool(), evaluations });
    const reasons = body.evaluations.map((it: { context: { reason_code: string } }) => it.context.reason_code);
    expect(reasons).toEqual(evaluations.map(() => 'PERMITTED'));
  });

  it('answer what single evaluations answer, up to where their semantic ends', async () => {
    const members = fc.record({
      subject: fc.constantFrom('agent', 'disabled', 'tool'),
      action: fc.constantFrom('discover', 'invoke', 'vend', 'fly'),
      resource: fc.constantFrom('tool', 'timed', 'agent'),
      time: fc.constantFrom('2026-03-04T12:00:00Z', '2026-03-01T12:00:00Z', 'noon'),
    });
    const semantics = fc.constantFrom<Semantic>('execute_all', 'deny_on_first_deny', 'permit_on_first_permit');
    const property = fc.asyncProperty(
      fc.array(members, { minLength: 1, maxLength: 6 }),
      semantics,
      async (given, how) => {
        const evaluations = given.map(({ subject, action, resource, time }) => ({
          subject: { type: 'agent', id: world.ids[subject as keyof typeof world.ids] },
          action: { name: action },
          resource: { type: 'tool', id: world.ids[resource as keyof typeof world.ids] },
          context: { time },
        }));
        const singles = await Promise.all(evaluations.map(async (it) => (await world.point.post(EVALUATION, it)).body));
        const last = singles.findIndex((it) => it.decision === ENDS[how]);
        const expected = last < 0 ? singles : singles.slice(0, last + 1);
        const { body } = await ask({ evaluations, options: all(how) });
        expect(body.evaluations.map(withoutId)).toEqual(expected.map(withoutId));
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });
});

const ENDS = { execute_all: undefined, deny_on_first_deny: false, permit_on_first_permit: true };

function all(evaluations_semantic: Semantic) {
  return { evaluations_semantic };
}

/** Six answers: yes at these places. */
function item(...yes: number[]): boolean[] {
  return [0, 1, 2, 3, 4, 5].map((it) => yes.includes(it));
}

/** Every decision has an id of its own. */
function withoutId({ decision, context }: { decision: boolean; context: object }) {
  return { decision, context: { ...context, id: undefined } };
}

async function entries(): Promise<unknown[]> {
  return (await world.admin.get(`/api/v1/access-log?agentId=${world.ids.agent}&limit=100`)).body.data;
}
