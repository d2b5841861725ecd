import { VersionNotNewerError } from '../registry.errors.js';
import { changedTool, newTool, type ToolDraft } from './tool-changes.js';
import type { ToolDefinition, ToolDescription } from './tool-snapshot.js';

const AT = new Date('2026-01-15T09:30:00Z');
const LATER = new Date('2026-01-16T09:30:00Z');

const description: ToolDescription = {
  name: 'weather',
  title: 'Weather',
  description: 'The weather.',
  ownerId: 'a',
  tags: ['x'],
  metadata: { a: 1, b: 2 },
};
const definition: ToolDefinition = {
  toolType: 'http',
  endpoint: 'https://weather.example.com',
  authRequired: true,
  settings: { method: 'GET', path: '/' },
  inputSchema: { type: 'object' },
  outputSchema: null,
  scopes: ['read'],
  annotations: {},
};
const before = newTool({ description, definition }, AT);
const change = (draft: Partial<ToolDraft>) => changedTool(before, { description, definition, ...draft }, LATER);

describe('changedTool', () => {
  it('begins with version 1.0.0, revision 1', () => expect(before).toMatchObject({ version: '1.0.0', revision: 1 }));

  it('leaves a tool alone that would stay as it is, whatever the order of members', () => {
    const reordered = { ...description, metadata: { b: 2, a: 1 } };
    expect(
      change({ description: reordered, definition: { ...definition, settings: { path: '/', method: 'GET' } } }),
    ).toBe(before);
  });

  it.each<[string, Partial<ToolDescription>]>([
    ['name', { name: 'other' }],
    ['title', { title: 'Other' }],
    ['description', { description: 'Other.' }],
    ['owner', { ownerId: 'b' }],
    ['tags', { tags: [] }],
    ['metadata', { metadata: {} }],
  ])('makes no version of another %s', (_, changed) => {
    const after = change({ description: { ...description, ...changed } });
    expect(after).toMatchObject({ ...changed, versionId: before.versionId, revision: 2, updatedAt: LATER });
  });

  it.each<[string, string, Partial<ToolDefinition>]>([
    ['type', '2.0.0', { toolType: 'llm' }],
    ['endpoint', '2.0.0', { endpoint: 'https://other.example.com' }],
    ['duty to show a credential', '1.1.0', { authRequired: false }],
    ['settings', '2.0.0', { settings: {} }],
    ['settings that are more', '1.1.0', { settings: { ...definition.settings, body: true } }],
    ['input schema', '2.0.0', { inputSchema: { type: 'object', required: ['city'] } }],
    ['title of the input', '1.0.1', { inputSchema: { type: 'object', title: 'Place' } }],
    ['output schema', '1.0.1', { outputSchema: {} }],
    ['scopes', '2.0.0', { scopes: [] }],
  ])('makes of another %s version %s', (_, version, changed) => {
    const after = change({ definition: { ...definition, ...changed } });
    expect(after).toMatchObject({ ...changed, version, revision: 2, createdAt: AT });
    expect(after.versionId).not.toBe(before.versionId);
    expect(after.contentHash).not.toBe(before.contentHash);
  });

  it('takes a version that is given, also without a change', () => {
    expect(change({ version: '2.0.0' })).toMatchObject({ version: '2.0.0', contentHash: before.contentHash });
  });

  it.each(['1.0.0', '0.9.0', '1.0.0-rc.1'])('refuses %s for a changed definition', (version) => {
    expect(() => change({ version, definition: { ...definition, scopes: [] } })).toThrow(VersionNotNewerError);
  });
});
