import fc from 'fast-check';
import { canonicalJson } from '../../tools/content-hash.js';
import type { Impact } from '../../tools/definition-change.js';
import type { ToolDefinition } from '../../tools/tool-snapshot.js';
import { definitionChanges, impactOf } from './definition-diff.js';

const definition: ToolDefinition = {
  toolType: 'http',
  endpoint: 'https://weather.example.com',
  authRequired: true,
  settings: { method: 'GET', parameters: [{ name: 'city' }, { name: 'day' }], nested: { a: 1 } },
  inputSchema: { type: 'object', properties: { city: { type: 'string' } } },
  outputSchema: { type: 'object', properties: { degrees: { type: 'number' } }, additionalProperties: false },
  scopes: ['a'],
  annotations: { readOnly: true },
};
const output = (outputSchema: ToolDefinition['outputSchema']) => ({ outputSchema });
const settings = (given: object) => ({ settings: { ...definition.settings, ...given } });

describe('definitionChanges', () => {
  it.each<[string, Partial<ToolDefinition>, string, Impact]>([
    ['another type', { toolType: 'llm' }, '/type', 'major'],
    ['another endpoint', { endpoint: 'https://other.example.com' }, '/endpoint', 'major'],
    ['no credential needed', { authRequired: false }, '/authRequired', 'minor'],
    ['another setting', settings({ method: 'POST' }), '/settings/method', 'major'],
    ['a setting less', settings({ nested: {} }), '/settings/nested/a', 'major'],
    ['a setting more', settings({ nested: { a: 1, b: 2 } }), '/settings/nested/b', 'minor'],
    [
      'a member more in a list',
      settings({ parameters: [{ name: 'city' }, { name: 'x' }, { name: 'day' }] }),
      '/settings/parameters',
      'minor',
    ],
    [
      'a list in another order',
      settings({ parameters: [{ name: 'day' }, { name: 'city' }] }),
      '/settings/parameters',
      'major',
    ],
    [
      'less input',
      { inputSchema: { ...definition.inputSchema, required: ['city'] } },
      '/inputSchema/required',
      'major',
    ],
    [
      'input in other words',
      { inputSchema: { ...definition.inputSchema, title: 'Place' } },
      '/inputSchema/title',
      'patch',
    ],
    [
      'more output',
      output({ type: ['object', 'null'], properties: { degrees: { type: 'number' } }, additionalProperties: false }),
      '/outputSchema/type',
      'major',
    ],
    ['less output', output({ ...definition.outputSchema, required: ['degrees'] }), '/outputSchema/required', 'minor'],
    ['nothing said of output', output(null), '/outputSchema', 'major'],
    ['a scope more', { scopes: ['a', 'b'] }, '/scopes', 'minor'],
    ['a scope less', { scopes: [] }, '/scopes', 'major'],
    ['a safety less', { annotations: {} }, '/annotations/readOnly', 'major'],
    ['a danger', { annotations: { readOnly: true, destructive: true } }, '/annotations/destructive', 'major'],
    ['a safety more', { annotations: { readOnly: true, destructive: false } }, '/annotations/destructive', 'minor'],
  ])('judges %s', (_, changed, pointer, impact) => {
    expect(definitionChanges(definition, { ...definition, ...changed })).toMatchObject([{ pointer, impact }]);
  });

  it.each<[string, ToolDefinition['outputSchema'], ToolDefinition['outputSchema'], Impact]>([
    ['said of output what was not', null, { type: 'object' }, 'minor'],
    ['no output schema for one that takes everything', {}, null, 'patch'],
    ['one that takes everything for none', null, {}, 'patch'],
  ])('judges %s', (_, before, after, impact) => {
    const changes = definitionChanges({ ...definition, ...output(before) }, { ...definition, ...output(after) });
    expect(impactOf(changes)).toBe(impact);
  });

  it('is empty for one and the same, whatever its settings are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (given) => {
        const one = { ...definition, settings: given };
        expect(definitionChanges(one, structuredClone(one))).toEqual([]);
        expect(impactOf([])).toBeUndefined();
      }),
    );
  });

  it('sees every other setting', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), fc.jsonValue(), (given, name, value) => {
        const before = { ...definition, settings: given };
        const after = { ...definition, settings: { ...given, [name]: value } };
        fc.pre(canonicalJson(before) !== canonicalJson(after));
        expect(definitionChanges(before, after)).not.toEqual([]);
      }),
    );
  });
});
