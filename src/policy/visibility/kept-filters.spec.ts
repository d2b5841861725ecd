import { PolicyIndex } from '../decisions/policy-index.js';
import { ALL } from './filters.js';
import { KeptFilters } from './kept-filters.js';
import type { SurveyRequest } from './tool-surveys.js';

describe('kept filters', () => {
  const subject = { id: 'a1', name: 'agent', type: 'bot', roles: ['user'] };
  const request = { subject, action: 'discover', at: new Date('2026-03-01T10:00:00Z') } as const;
  const snapshot = { version: 1, index: PolicyIndex.of([]) };
  const noon = new Date('2026-03-01T12:00:00Z');

  it.each<[string, SurveyRequest, boolean, boolean?]>([
    ['at once', request, true],
    ['just before the time is over', { ...request, at: new Date(noon.getTime() - 1) }, true],
    ['when the time is over', { ...request, at: noon }, false],
    ['for another action', { ...request, action: 'describe' as const }, false],
    ['for another agent', { ...request, subject: { ...subject, id: 'a2' } }, false],
    ['after a change of roles', { ...request, subject: { ...subject, roles: [] } }, false],
    ['with a proven key', request, false, true],
  ])('answer %s', (_when, later, answered, keyProven = false) => {
    const kept = new KeptFilters();
    kept.keep(snapshot, { request, keyProven: false }, ALL, noon);
    expect(kept.find(snapshot, { request: later, keyProven })).toBe(answered ? ALL : undefined);
  });

  it('fall with the policies they were made from', () => {
    const kept = new KeptFilters();
    const asked = { request, keyProven: false };
    kept.keep(snapshot, asked, ALL, undefined);
    expect(kept.find({ ...snapshot, version: 2 }, asked)).toBeUndefined();
  });
});
