import { requestAbout, toolOf } from '../../../test/support/policies.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { SchemaCompiler } from '../../common/schemas/schema-compiler.js';
import type { Action } from '../policy-type.js';
import { ArgumentsPolicy } from './arguments.policy.js';

const policy = new ArgumentsPolicy();
const PAYMENT = {
  type: 'object',
  required: ['amount'],
  properties: { amount: { type: 'number', maximum: 1000 }, to: { type: 'string', format: 'email' } },
};

async function ask(schema: object, args?: Record<string, unknown>, action: Action = 'invoke') {
  const settings = await parseSettings(policy, { schema });
  return policy.evaluate(settings, requestAbout(toolOf('tool-1'), { action, ...(args && { arguments: args }) }));
}

describe('arguments', () => {
  it.each<[object, Record<string, unknown>, string]>([
    [PAYMENT, { amount: 1000 }, 'match'],
    [PAYMENT, { amount: 1000.01 }, 'no_match'],
    [PAYMENT, { amount: '5' }, 'no_match'],
    [PAYMENT, {}, 'no_match'],
    [PAYMENT, { amount: 1, to: 'nobody' }, 'no_match'],
    [PAYMENT, { amount: 1, to: 'alice@example.com', anything: true }, 'match'],
    [{ ...PAYMENT, additionalProperties: false }, { amount: 1, anything: true }, 'no_match'],
    [
      { unevaluatedProperties: false, $defs: { a: { const: 1 } }, properties: { a: { $ref: '#/$defs/a' } } },
      { a: 2 },
      'no_match',
    ],
    [{ properties: { a: true }, unevaluatedProperties: false }, { b: 1 }, 'no_match'],
    [{ properties: { valueOf: { type: 'number' } } }, { valueOf: 'x' }, 'no_match'],
    [{ required: ['toString'] }, {}, 'no_match'],
    [{ additionalProperties: false }, { hasOwnProperty: 1 }, 'no_match'],
    [{}, {}, 'match'],
  ])('%j against %j: %s', async (schema, args, outcome) => {
    expect((await ask(schema, args)).outcome).toBe(outcome);
  });

  it.each<[Action, string]>([
    ['discover', 'no_match'],
    ['describe', 'no_match'],
    ['manage', 'no_match'],
    ['invoke', 'no_match'],
    ['vend', 'indeterminate'],
  ])('%s, of which no arguments are known: %s', async (action, outcome) => {
    expect((await ask({}, undefined, action)).outcome).toBe(outcome);
  });

  it('tells the place and the rule, not the value', async () => {
    const { reasons } = await ask(PAYMENT, { amount: 987_654 });
    expect(reasons).toEqual([{ code: 'ARGUMENTS_DIFFER', detail: '/arguments/amount must be <= 1000.' }]);
  });

  it('compiles when settings are read, never when asked', async () => {
    const compile = jest.spyOn(SchemaCompiler.prototype, 'compile');
    const settings = await parseSettings(policy, { schema: { ...PAYMENT } });
    expect(compile).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 5; i++) policy.evaluate(settings, requestAbout(toolOf('tool-1'), { arguments: { amount: i } }));
    expect(compile).toHaveBeenCalledTimes(1);
  });

  const deep = (levels: number): object => (levels === 0 ? {} : { properties: { a: deep(levels - 1) } });

  it.each<[string, unknown]>([
    ['is missing', undefined],
    ['is no object', true],
    ['is a list', []],
    ['is no schema', { type: 'amount' }],
    ['refers elsewhere', { $ref: 'https://example.com/schema.json' }],
    ['refers nowhere', { $ref: '#/$defs/none' }],
    ['is in an unknown dialect', { $schema: 'https://example.com/dialect' }],
    ['is too deep', deep(60)],
    ['is too large', { enum: ['x'.repeat(300_000)] }],
    ['is asynchronous', { $async: true }],
    ['has a pattern that is none', { properties: { a: { pattern: '(' } } }],
  ])('refuses a schema that %s', async (_case, schema) => {
    const refusal = await parseSettings(policy, { schema }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { errors: [{ pointer: '/settings/schema' }] },
    });
  });

  it('says where in a schema something is wrong', async () => {
    const schema = { properties: { a: { $ref: 'https://example.com/schema.json' } } };
    const refusal = await parseSettings(policy, { schema }).catch((error: unknown) => error);
    expect(JSON.stringify(refusal)).toContain('/properties/a/$ref');
  });
});
