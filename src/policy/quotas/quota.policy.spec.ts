import { requestAbout, toolOf } from '../../../test/support/policies.js';
import { CountersInMemory } from '../../../test/support/quota-counters.js';
import type { AccessRequest } from '../policy-type.js';
import { QuotaPolicy } from './quota.policy.js';
import type { QuotaSettings } from './quota.settings.js';

const policyId = 'policy-1';
const at = new Date('2026-03-02T13:10:00Z');
const alice = { id: 'alice', name: 'alice', type: 'user', roles: [] };
const bob = { ...alice, id: 'bob' };

let policy: QuotaPolicy;

beforeEach(() => (policy = new QuotaPolicy(new CountersInMemory())));

const asked = (rest: Partial<AccessRequest> = {}) =>
  requestAbout(rest.resource ?? toolOf('hammer'), { subject: alice, at, ...rest });

async function judge(settings: QuotaSettings, request = asked()) {
  return policy.evaluate(settings, request, await policy.facts(settings, { ...request, policyId }));
}

const use = (settings: QuotaSettings, request = asked()) => policy.consume(settings, { ...request, policyId });

describe('a quota', () => {
  const five = { limit: 5, per: 'hour', of: 'agent' } as const;

  it('says how much of it is used, and until when', async () => {
    for (let turn = 0; turn < 3; turn++) await use(five);
    expect(await judge(five)).toEqual({
      outcome: 'match',
      reasons: [{ code: 'QUOTA_LEFT', detail: '3 of 5 used in this hour, until 14:00Z.' }],
    });
  });

  it('ends with its last use, until the window does', async () => {
    for (let turn = 0; turn < 5; turn++) expect(await use(five)).toMatchObject({ outcome: 'match' });
    const exhausted = {
      outcome: 'no_match',
      reasons: [{ code: 'QUOTA_EXHAUSTED', detail: '5 of 5 used in this hour, until 14:00Z.' }],
      validUntil: new Date('2026-03-02T14:00:00Z'),
    };
    expect(await use(five)).toEqual(exhausted);
    expect(await judge(five)).toEqual(exhausted);
    expect(await judge(five, asked({ at: exhausted.validUntil }))).toMatchObject({ outcome: 'match' });
  });

  it('counts nothing by being asked', async () => {
    for (let turn = 0; turn < 9; turn++) await judge(five);
    expect((await judge(five)).reasons[0]?.detail).toMatch('0 of 5');
  });

  it('refuses what a lowered limit has left behind, and goes on with a raised one', async () => {
    for (let turn = 0; turn < 5; turn++) await use(five);
    expect(await judge({ ...five, limit: 3 })).toMatchObject({
      outcome: 'no_match',
      reasons: [{ detail: '5 of 3 used in this hour, until 14:00Z.' }],
    });
    expect(await use({ ...five, limit: 3 })).toMatchObject({ outcome: 'no_match' });
    expect(await use({ ...five, limit: 6 })).toMatchObject({ outcome: 'match' });
    expect(await use({ ...five, limit: 6 })).toMatchObject({ outcome: 'no_match' });
  });

  it.each<[QuotaSettings['of'], Partial<AccessRequest>, boolean]>([
    ['agent', { resource: toolOf('saw') }, false],
    ['agent', { subject: bob }, true],
    ['tool', { resource: toolOf('saw') }, true],
    ['tool', { subject: bob }, false],
    ['agent_and_tool', { resource: toolOf('saw') }, true],
    ['agent_and_tool', { subject: bob }, true],
    ['agent_and_tool', {}, false],
  ])('of %s, used up, leaves %j a use: %s', async (of, other, isLeft) => {
    const one: QuotaSettings = { limit: 1, per: 'day', of };
    await use(one);
    const outcome = isLeft ? 'match' : 'no_match';
    expect(await judge(one, asked(other))).toMatchObject({ outcome });
    expect(await use(one, asked(other))).toMatchObject({ outcome });
  });

  it('does not take an hour for the day that it begins', async () => {
    const midnight = asked({ at: new Date('2026-03-02T00:00:00Z') });
    const one: QuotaSettings = { limit: 1, per: 'hour', of: 'agent' };
    await use(one, midnight);
    expect(await use({ ...one, per: 'day' }, midnight)).toMatchObject({ outcome: 'match' });
  });

  it.each(['discover', 'describe', 'manage'] as const)('is not about what counts nothing: %s', async (action) => {
    const one: QuotaSettings = { limit: 1, per: 'day', of: 'agent' };
    await use(one);
    const verdict = { outcome: 'match', reasons: [{ code: 'QUOTA_NOT_COUNTED' }] };
    expect(await judge(one, asked({ action }))).toMatchObject(verdict);
    expect(await use(one, asked({ action }))).toMatchObject(verdict);
  });

  it('cannot tell where nobody has counted', () => {
    expect(policy.evaluate(five, asked(), undefined)).toMatchObject({ outcome: 'indeterminate' });
  });
});
