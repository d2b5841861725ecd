import type { Effect } from './effect.js';
import { schemaChanges } from './schema-diff.js';

const changes = (before: unknown, after: unknown) => schemaChanges(before, after, '');
const effects = (before: unknown, after: unknown) => [...new Set(changes(before, after).map((it) => it.effect))];
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const text = { type: 'string' };

describe('schemaChanges', () => {
  it.each<[string, unknown, unknown, Effect]>([
    ['a title', {}, { title: 'T' }, 'none'],
    ['an extension', {}, { 'x-order': 1 }, 'none'],
    ['true for no rule', {}, { additionalProperties: true }, 'none'],
    ['a wider type', { type: 'integer' }, { type: 'number' }, 'widens'],
    ['another type beside', text, { type: ['string', 'null'] }, 'widens'],
    ['a narrower type', { type: 'number' }, { type: 'integer' }, 'narrows'],
    ['another type', text, { type: 'boolean' }, 'unknown'],
    ['one more choice', { enum: ['a'] }, { enum: ['a', 'b'] }, 'widens'],
    ['one choice less', { enum: ['a', 'b'] }, { enum: ['a'] }, 'narrows'],
    ['choices in another order', { enum: ['a', 'b'] }, { enum: ['b', 'a'] }, 'none'],
    ['a choice where there was none', {}, { enum: ['a'] }, 'narrows'],
    ['a lower minimum', { minimum: 2 }, { minimum: 1 }, 'widens'],
    ['a higher minimum', { minLength: 1 }, { minLength: 2 }, 'narrows'],
    ['a maximum', {}, { maximum: 10 }, 'narrows'],
    ['no maximum', { maxItems: 10 }, {}, 'widens'],
    ['a finer step', { multipleOf: 6 }, { multipleOf: 3 }, 'widens'],
    ['another step', { multipleOf: 6 }, { multipleOf: 4 }, 'unknown'],
    ['a fraction of a step', { multipleOf: 0.2 }, { multipleOf: 0.1 }, 'unknown'],
    ['another pattern', { pattern: 'a' }, { pattern: 'b' }, 'unknown'],
    ['a new optional property', object({}), object({ a: text }), 'extends'],
    [
      'one in a closed object',
      object({}, { additionalProperties: false }),
      object({ a: text }, { additionalProperties: false }),
      'widens',
    ],
    [
      'one that others were before',
      object({}, { additionalProperties: {} }),
      object({ a: text }, { additionalProperties: {} }),
      'extends',
    ],
    [
      'one as others were',
      object({}, { additionalProperties: text }),
      object({ a: text }, { additionalProperties: text }),
      'extends',
    ],
    [
      'one of any kind beside a reference',
      object({ b: { $ref: '#/$defs/b' } }, { $defs: { b: text } }),
      object({ b: { $ref: '#/$defs/b' }, a: { description: 'Anything.' } }, { $defs: { b: text } }),
      'extends',
    ],
    [
      'one narrower than others were',
      object({}, { additionalProperties: text }),
      object({ a: { ...text, minLength: 1 } }, { additionalProperties: text }),
      'narrows',
    ],
    [
      'one that was required unseen',
      object({}, { required: ['a'] }),
      object({ a: text }, { required: ['a'] }),
      'narrows',
    ],
    [
      'one that another part may describe',
      object({}, { anyOf: [{ properties: { a: { type: 'number' } } }] }),
      object({ a: text }, { anyOf: [{ properties: { a: { type: 'number' } } }] }),
      'narrows',
    ],
    ['one that may never be', object({}), object({ a: false }), 'narrows'],
    ['a required property', object({ a: text }), object({ a: text }, { required: ['a'] }), 'narrows'],
    ['a duty less', object({ a: text }, { required: ['a'] }), object({ a: text }), 'widens'],
    [
      'a property less in a closed object',
      object({ a: text }, { additionalProperties: false }),
      object({}, { additionalProperties: false }),
      'narrows',
    ],
    ['a property less in an open object', object({ a: text }), object({}), 'widens'],
    ['a closed object', {}, { additionalProperties: false }, 'narrows'],
    [
      'a narrower member deep inside',
      object({ a: object({ b: { type: 'array', items: {} } }) }),
      object({ a: object({ b: { type: 'array', items: text } }) }),
      'narrows',
    ],
    ['one more alternative', { anyOf: [text] }, { anyOf: [text, { type: 'null' }] }, 'widens'],
    ['one more condition', { allOf: [text] }, { allOf: [text, { minLength: 1 }] }, 'narrows'],
    ['one of other things', { oneOf: [text] }, { oneOf: [text, { type: 'null' }] }, 'unknown'],
    ['a negation', { not: text }, { not: { type: 'null' } }, 'unknown'],
    [
      'a reference',
      { $ref: '#/$defs/a', $defs: { a: text, b: text } },
      { $ref: '#/$defs/b', $defs: { a: text, b: text } },
      'unknown',
    ],
    [
      'what is referred to',
      { $ref: '#/$defs/a', $defs: { a: text } },
      { $ref: '#/$defs/a', $defs: { a: { type: ['string', 'null'] } } },
      'widens',
    ],
    [
      'a default that is referred to',
      { $ref: '#/default', default: text },
      { $ref: '#/default', default: { type: 'number' } },
      'unknown',
    ],
    [
      'a default that nothing refers to',
      { $ref: '#/$defs/a', $defs: { a: text }, default: { type: 'a' } },
      { $ref: '#/$defs/a', $defs: { a: text }, default: { type: 'b' } },
      'none',
    ],
    [
      'what is referred to and negated',
      { not: { $ref: '#/$defs/a' }, $defs: { a: text } },
      { not: { $ref: '#/$defs/a' }, $defs: { a: { type: ['string', 'null'] } } },
      'unknown',
    ],
    [
      'a property less where nothing unseen is let through',
      object({ a: text }, { unevaluatedProperties: false }),
      object({}, { unevaluatedProperties: false }),
      'unknown',
    ],
    ['a keyword that nobody knows', {}, { allowed: true }, 'unknown'],
    ['everything', text, true, 'widens'],
    ['nothing', text, false, 'narrows'],
  ])('knows what %s does', (_, before, after, effect) => {
    expect(effects(before, after)).toEqual([effect]);
  });

  it('says where', () => {
    const [change] = changes(object({ 'a/b': text }), object({ 'a/b': { type: 'null' } }));
    expect(change).toEqual({ pointer: '/properties/a~1b/type', effect: 'unknown' });
  });

  it('takes names that every object has for names', () => {
    expect(effects(object({}), object({ constructor: text, toString: text }))).toEqual(['extends']);
    expect(effects({}, { toString: 1 })).toEqual(['unknown']);
  });
});
