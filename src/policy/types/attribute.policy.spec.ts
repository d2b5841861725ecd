import { requestAbout, toolOf } from '../../../test/support/policies.js';
import { parseSettings } from '../../common/extensions/settings.js';
import type { AccessRequest } from '../policy-type.js';
import { AttributePolicy } from './attribute.policy.js';
import type { Rule } from './rule.js';

const policy = new AttributePolicy();
const of = (name: string) => ({ var: name });
const TOOL = toolOf('tool-1', { tags: ['payments'], toolType: 'http', ownerId: 'agent-1', metadata: { level: 3 } });

async function ask(rule: Rule, rest: Partial<AccessRequest> = {}) {
  const settings = await parseSettings(policy, { rule });
  return policy.evaluate(settings, requestAbout(TOOL, rest));
}

describe('attribute', () => {
  it.each<[Rule, Partial<AccessRequest>, string]>([
    [{ '===': [of('resource.attributes.ownerId'), of('subject.id')] }, {}, 'match'],
    [{ '==': [of('resource.attributes.toolType'), 'llm'] }, {}, 'no_match'],
    [{ '!=': [of('action'), 'invoke'] }, {}, 'no_match'],
    [{ in: ['payments', of('resource.attributes.tags')] }, {}, 'match'],
    [{ in: ['admin', of('subject.roles')] }, {}, 'no_match'],
    [{ in: [of('action'), ['invoke', 'vend']] }, {}, 'match'],
    [{ '!': { in: ['admin', of('subject.roles')] } }, {}, 'match'],
    [{ some: [of('subject.roles'), { in: [of(''), ['user', 'admin']] }] }, {}, 'match'],
    [{ all: [of('arguments.lines'), { '<': [of('amount'), 5] }] }, { arguments: { lines: [{ amount: 4 }] } }, 'match'],
    [
      { none: [of('arguments.lines'), { '>=': [of('amount'), 5] }] },
      { arguments: { lines: [{ amount: 5 }] } },
      'no_match',
    ],
    [{ all: [of('arguments.lines'), { '<': [of('amount'), 5] }] }, { arguments: { lines: [] } }, 'no_match'],
    [{ all: [of('arguments.lines'), { '<': [of('amount'), 5] }] }, { arguments: { lines: null } }, 'no_match'],
    [{ all: [of('arguments.lines'), { '<': [of('amount'), 5] }] }, { arguments: {} }, 'no_match'],
    [{ all: [of('arguments.lines'), { '<': [of('amount'), 5] }] }, {}, 'no_match'],
    [{ '!': { all: [of('arguments.lines'), true] } }, {}, 'match'],
    [{ or: [{ all: [of('arguments.lines'), true] }, { '==': [of('action'), 'x'] }] }, {}, 'no_match'],
    [{ '<=': [of('resource.attributes.metadata.level'), 3] }, {}, 'match'],
    [{ '<': [of('request.at'), '2026-03-02T10:01:00Z'] }, {}, 'match'],
    [{ '===': [of('request.address'), '10.0.0.1'] }, { address: '10.0.0.1' }, 'match'],
    [{ '===': [of('request.address'), '10.0.0.1'] }, {}, 'no_match'],
    [{ or: [{ '===': [of('action'), 'vend'] }, { '===': [of('action'), 'invoke'] }] }, {}, 'match'],
    [{ and: [{ '===': [of('action'), 'vend'] }, { '<': [of('arguments.amount'), 5] }] }, {}, 'no_match'],
    [{ '<': [of('arguments.amount'), 5] }, {}, 'indeterminate'],
    [{ '<': [of('arguments.amount'), 5] }, { arguments: { amount: '4' } }, 'indeterminate'],
    [{ '<': [of('arguments.amount'), 5] }, { arguments: { amount: null } }, 'indeterminate'],
    [{ '==': [of('arguments'), of('subject')] }, { arguments: { toString: 1 } }, 'indeterminate'],
    [{ in: ['a', of('arguments.list')] }, { arguments: { list: { includes: 1 } } }, 'indeterminate'],
    [{ some: [of('arguments.list'), true] }, { arguments: { list: 'abc' } }, 'indeterminate'],
    [of('arguments.yes'), { arguments: { yes: 'yes' } }, 'indeterminate'],
    [of('arguments.yes'), { arguments: { yes: true } }, 'match'],
    [{ or: [of('arguments.yes'), false] }, { arguments: { yes: 'yes' } }, 'indeterminate'],
    [of('arguments.toString'), { arguments: {} }, 'indeterminate'],
  ])('%j, asked with %j: %s', async (rule, rest, outcome) => {
    expect((await ask(rule, rest)).outcome).toBe(outcome);
  });

  it.each<[Rule, string]>([
    [{ and: [{ '===': [of('action'), 'invoke'] }, { '===': [of('resource.id'), 'x'] }] }, 'resource.id === "x"'],
    [{ '!': { in: ['user', of('subject.roles')] } }, '!("user" in subject.roles)'],
    [{ none: [of('subject.roles'), { '==': [of(''), 'user'] }] }, 'none(subject.roles, it == "user")'],
  ])('%j: says what is not true', async (rule, text) => {
    expect((await ask(rule)).reasons).toEqual([{ code: 'RULE_FAILS', detail: `It is not true that ${text}.` }]);
  });

  it('says what cannot be told', async () => {
    expect((await ask({ '<': [of('arguments.amount'), 5] })).reasons).toEqual([
      { code: 'RULE_UNDECIDED', detail: 'It yields neither true nor false: arguments.amount < 5.' },
    ]);
  });

  it('answers to the minute where a rule looks at the time, for good where it does not', async () => {
    const at = new Date('2026-03-02T10:00:59.999Z');
    const { outcome, validUntil } = await ask({ '===': [of('request.at'), '2026-03-02T10:00:00Z'] }, { at });
    expect({ outcome, validUntil }).toEqual({ outcome: 'match', validUntil: new Date('2026-03-02T10:01:00Z') });
    expect(await ask({ '===': [of('action'), 'invoke'] }, { at })).not.toHaveProperty('validUntil');
  });
});

const deep = (levels: number): object => (levels === 0 ? of('subject.id') : { '!': deep(levels - 1) });
const PERMITTED = { '===': [of('action'), 'invoke'] };

describe('a rule', () => {
  it.each<[string, unknown, string]>([
    ['is missing', undefined, ''],
    ['is a constant', true, 'must be an object'],
    ['is a list', [PERMITTED], 'must be an object'],
    ['is empty', {}, 'one member'],
    ['has two operators', { ...PERMITTED, in: ['a', []] }, 'one member'],
    ['has an unknown operator', { and: [PERMITTED, { launch: [] }] }, 'at "/and/1": the operator is not known'],
    ['names a method of objects', { toString: [] }, 'the operator is not known'],
    ['maps', { map: [of('arguments'), of('')] }, 'the operator is not known'],
    ['reduces', { reduce: [of('arguments'), of(''), 0] }, 'the operator is not known'],
    ['puts texts together', { cat: ['a', 'b'] }, 'the operator is not known'],
    ['looks at a prototype', { '==': [of('subject.__proto__'), 1] }, 'at "/==/0": var takes names'],
    ['looks at a constructor', { '==': [of('arguments.constructor.name'), 1] }, 'var takes names'],
    ['climbs', { '==': [of('../subject'), 1] }, 'var takes names'],
    ['computes a path', { '==': [{ var: { in: ['a', 'b'] } }, 1] }, 'var takes one text'],
    ['has a default', { '==': [{ var: ['subject.id', 1] }, 1] }, 'var takes one text'],
    ['takes everything', { '==': [of(''), 1] }, 'var takes names'],
    ['begins elsewhere', { '==': [of('agent.id'), 1] }, 'var begins with subject'],
    ['escapes a dot', { '==': [of('subject\\.id'), 1] }, 'var takes names'],
    ['compares one', { '==': [1] }, '== takes two operands'],
    ['compares three', { '<': [1, 2, 3] }, '< takes two operands'],
    ['joins nothing', { and: [] }, 'and takes at least one'],
    ['is too deep', deep(30), 'nest at most 16'],
    ['has too many parts', { in: [of('subject.id'), Array(600).fill('x')] }, 'more than 500 parts'],
    ['has a long text', { in: [of('subject.id'), 'x'.repeat(1001)] }, 'at most 1000 characters'],
    ['names a text', of('action'), 'never true or false'],
    ['names a list', of('subject.roles'), 'never true or false'],
    ['joins a text', { and: [PERMITTED, { or: [PERMITTED, 'x'] }] }, 'never true or false'],
    ['asks of each of each', { some: [of('arguments.a'), { all: [of('b'), of('c')] }] }, 'stand in no other'],
  ])('is refused where it %s', async (_case, rule, detail) => {
    const refusal = await parseSettings(policy, { rule }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', details: { errors: [{ pointer: '/settings/rule' }] } });
    expect(JSON.stringify(refusal).replaceAll('\\"', '"')).toContain(detail);
  });

  it('takes time in proportion to what it is asked about', async () => {
    const list = Array.from({ length: 20_000 }, (_, index) => index);
    const bomb = { and: Array.from({ length: 50 }, () => ({ none: [of('arguments.list'), { '<': [of(''), 0] }] })) };
    const settings = await parseSettings(policy, { rule: bomb });
    const started = performance.now();
    const { outcome } = policy.evaluate(settings, requestAbout(TOOL, { arguments: { list } }));
    expect({ outcome, soon: performance.now() - started < 2_000 }).toEqual({ outcome: 'match', soon: true });
  });
});
