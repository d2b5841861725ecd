import { Logger } from '@nestjs/common';
import { orphanOf, policyOf, requestAbout, ScriptedKind, toolOf } from '../../../test/support/policies.js';
import type { AccessRequest, Verdict } from '../policy-type.js';
import { evaluatePolicy } from './evaluate-policy.js';

Logger.overrideLogger(false);

const request = requestAbout(toolOf('tool-1'), { address: '203.0.113.7', arguments: { a: 1 } });

describe('asking a policy', () => {
  it('passes a verdict on', () => {
    const verdict: Verdict = {
      outcome: 'match',
      reasons: [{ code: 'FINE', detail: 'Fine.' }],
      obligations: [{ type: 'cap_ttl', seconds: 5 }],
    };
    expect(evaluatePolicy(policyOf(new ScriptedKind(() => verdict)), request).verdict).toEqual(verdict);
  });

  it('is indeterminate where the kind is not installed', () => {
    expect(evaluatePolicy(orphanOf(), request).verdict).toMatchObject({
      outcome: 'indeterminate',
      reasons: [{ code: 'KIND_NOT_INSTALLED' }],
    });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['true', true],
    ['a word', 'match'],
    ['an unknown outcome', { outcome: 'permit', reasons: [] }],
    ['no reasons', { outcome: 'match' }],
    ['reasons that are words', { outcome: 'match', reasons: ['because'] }],
    ['an unknown obligation', { outcome: 'match', reasons: [], obligations: [{ type: 'dance' }] }],
    ['a cap of nothing', { outcome: 'match', reasons: [], obligations: [{ type: 'cap_ttl', seconds: 0 }] }],
    ['a cap that is no number', { outcome: 'match', reasons: [], obligations: [{ type: 'cap_uses', uses: NaN }] }],
    [
      'scopes that are no list',
      { outcome: 'match', reasons: [], obligations: [{ type: 'narrow_scopes', scopes: 'all' }] },
    ],
    ['an end that is no moment', { outcome: 'match', reasons: [], validUntil: new Date('never') }],
    ['a promise', Promise.resolve({ outcome: 'match', reasons: [] })],
    ['a promise that fails', Promise.reject(new Error('later'))],
  ])('is indeterminate where the kind answers %s', (_case, answer) => {
    const { verdict } = evaluatePolicy(policyOf(new ScriptedKind(() => answer as Verdict)), request);
    expect(verdict.outcome).toBe('indeterminate');
    expect(verdict.reasons[0]?.code).toBe('VERDICT_INVALID');
  });

  it('is indeterminate where the kind throws, and tells nobody what', () => {
    const kind = new ScriptedKind(() => {
      throw new Error('the password is 1234');
    });
    const { verdict } = evaluatePolicy(policyOf(kind), request);
    expect(verdict).toEqual({
      outcome: 'indeterminate',
      reasons: [{ code: 'EVALUATION_FAILED', detail: 'The policy kind "scripted" failed.' }],
      validUntil: request.at,
    });
  });

  const looksAt = (look: (request: AccessRequest) => unknown) => (_: object, seen: AccessRequest) => ({
    outcome: look(seen) === undefined ? ('no_match' as const) : ('match' as const),
    reasons: [],
  });

  it.each<['principal' | 'tool' | 'call', string, (request: AccessRequest) => unknown, Verdict['outcome']]>([
    ['principal', 'the agent', (it) => it.subject.id, 'match'],
    ['principal', 'the id of the tool', (it) => it.resource.id, 'indeterminate'],
    ['principal', 'attributes of the tool', (it) => it.resource.attributes['tags'], 'indeterminate'],
    ['principal', 'the address', (it) => it.address, 'no_match'],
    ['tool', 'attributes of the tool', (it) => it.resource.attributes['tags'], 'match'],
    ['tool', 'the address', (it) => it.address, 'no_match'],
    ['tool', 'the arguments', (it) => it.arguments, 'no_match'],
    ['call', 'the address', (it) => it.address, 'match'],
    ['call', 'the arguments', (it) => it.arguments, 'match'],
  ])('shows a kind that depends on the %s no more than that: %s', (dependsOn, _what, look, outcome) => {
    expect(evaluatePolicy(policyOf(new ScriptedKind(looksAt(look), dependsOn)), request).verdict.outcome).toBe(outcome);
  });
});
