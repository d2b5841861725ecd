import { canonicalJson, contentHash } from './content-hash.js';
import type { ToolDefinition } from './tool-snapshot.js';

const definition: ToolDefinition = {
  toolType: 'http',
  endpoint: 'https://weather.example.com',
  authRequired: true,
  settings: { method: 'GET', path: '/forecast' },
  inputSchema: { type: 'object', properties: { a: {}, b: {} } },
  outputSchema: null,
  scopes: ['a', 'b'],
  annotations: {},
};
const hash = (given: Partial<ToolDefinition> = {}) => contentHash({ ...definition, ...given });

describe('the hash of a definition', () => {
  it.each<[string, Partial<ToolDefinition>]>([
    ['type', { toolType: 'llm' }],
    ['endpoint', { endpoint: 'https://other.example.com' }],
    ['duty to bring a credential', { authRequired: false }],
    ['settings', { settings: { method: 'POST', path: '/forecast' } }],
    ['input', { inputSchema: { type: 'object' } }],
    ['output', { outputSchema: {} }],
    ['scopes', { scopes: ['a'] }],
    ['annotations', { annotations: { readOnly: false } }],
  ])('changes with its %s', (_, given) => expect(hash(given)).not.toBe(hash()));

  it('is the same in whatever order members and scopes are written', () => {
    const { inputSchema, settings } = definition;
    const turned = { settings: { path: '/forecast', method: 'GET' }, scopes: ['b', 'a'] };
    expect(hash({ ...turned, inputSchema: { properties: { b: {}, a: {} }, type: 'object' } })).toBe(hash());
    expect(canonicalJson({ inputSchema, settings })).toBe(canonicalJson({ settings, inputSchema }));
  });

  it('is not the same in whatever order values are listed', () => {
    const ordered = (values: string[]) => hash({ inputSchema: { type: 'object', enum: values } });
    expect(ordered(['a', 'b'])).not.toBe(ordered(['b', 'a']));
  });
});
