import type { DefinitionChange, Impact } from '../tools/definition-change.js';
import { newTool } from '../tools/tool-changes.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { BENIGN_KINDS, type BenignKind, isBenign } from './drift-benign.js';
import { driftChanges } from './drift-changes.js';
import { drifting, quarantined } from './drift-quarantine.js';

const change = (pointer: string, impact: Impact): DefinitionChange => ({ pointer, impact, detail: 'd' });

describe('a benign change', () => {
  it.each<[string, Impact, BenignKind[]]>([
    ['/title', 'patch', ['title']],
    ['/description', 'patch', ['description']],
    ['/tags', 'patch', ['tags']],
    ['/metadata', 'patch', ['metadata']],
    ['/inputSchema/description', 'patch', ['schemaTexts']],
    ['/outputSchema', 'minor', ['schemaAdditions']],
    ['/description', 'major', []],
    ['/inputSchemas', 'patch', []],
    ...[
      '/settings/x',
      '/endpoint',
      '/scopes',
      '/annotations/readOnly',
      '/authRequired',
      '/type',
      '/name',
      '/ownerId',
      '',
    ].flatMap((it): [string, Impact, BenignKind[]][] => [
      [it, 'patch', []],
      [it, 'minor', []],
      [it, 'major', []],
    ]),
  ])('is, at %s and of impact %s, only of %j', (pointer, impact, kinds) => {
    expect(BENIGN_KINDS.filter((it) => isBenign(change(pointer, impact), [it]))).toEqual(kinds);
  });
});

describe('drift', () => {
  const definition = {
    ...{ toolType: 'http', endpoint: 'https://x.example.com', authRequired: true, settings: {} },
    ...{ inputSchema: { type: 'object' }, outputSchema: null, scopes: [], annotations: {} },
  };
  const description = { name: 'a', title: 'A', description: 'Was.', ownerId: 'o', tags: [], metadata: {} };
  const tool: ToolSnapshot = newTool({ description, definition }, new Date(0));

  it('is none where nothing or only the number differs', () => {
    expect(driftChanges(tool, { ...tool, version: '1.0.1' })).toEqual([]);
  });

  it('is a breaking change where the hash differs and the diff names nothing', () => {
    expect(driftChanges(tool, { ...tool, contentHash: 'another' })).toMatchObject([{ impact: 'major' }]);
  });

  it('keeps what was approved, however often it changes, and forgets no change', () => {
    const second = { ...tool, description: 'Is.' };
    const waiting = quarantined({ before: tool, after: second }, driftChanges(tool, second));
    expect(waiting).toMatchObject({ status: 'quarantined', revision: 2, drift: { approved: { description: 'Was.' } } });
    const third = drifting({ before: waiting, after: { ...waiting, title: 'B' } });
    expect(third.drift?.approved.title).toBe('A');
    expect(third.drift?.changes.map(({ pointer }) => pointer)).toEqual(['/title', '/description']);
  });

  it('fits into a row, however much has changed', () => {
    const many = Array.from({ length: 500 }, (_, index) => change(`/inputSchema/${index}`, 'minor'));
    const { drift, statusReason } = quarantined({ before: tool, after: tool }, many);
    expect([drift?.changes.length, statusReason?.length]).toEqual([100, 500]);
  });
});
