import { Logger } from '@nestjs/common';
import { orphanOf, policyOf, ScriptedKind, toolOf } from '../../../test/support/policies.js';
import { PolicyHouse } from '../../../test/support/policy-house.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import type { Verdict } from '../policy-type.js';
import { ArgumentsPolicy } from '../types/arguments.policy.js';
import { AttributePolicy } from '../types/attribute.policy.js';
import { IpRangePolicy } from '../types/ip-range.policy.js';
import { OwnerPolicy } from '../types/owner.policy.js';

Logger.overrideLogger(false);

const YES: Verdict = { outcome: 'match', reasons: [] };
const NO: Verdict = { outcome: 'no_match', reasons: [] };
const mine = ['tool-1', 'tool-2', 'tool-3'].map((it) => toolOf(it, { ownerId: 'agent-1' }));
const all = mine.map(({ id }) => id);

const anybody = new ScriptedKind(() => YES, 'principal');
const nobody = new ScriptedKind(() => NO, 'principal');
const owned = new ScriptedKind((_settings, { resource, subject }) => {
  return resource.attributes['ownerId'] === subject.id ? YES : NO;
}, 'tool');
const tagged = new ScriptedKind((_settings, { resource }) => (resource.attributes['tags'] ? YES : NO), 'call');

let timesBegun = 0;

/** A kind that counts how often it begins what does not end. */
function endless(looks: boolean, dependsOn: 'principal' | 'tool' | 'call'): ScriptedKind {
  return new ScriptedKind((_settings, { resource }) => {
    if (looks && resource.id === 'tool-1') return YES;
    timesBegun += 1;
    for (;;);
  }, dependsOn);
}

describe('what an agent may see', () => {
  it.each<[string, CompiledPolicy]>([
    ['on the agent', policyOf(nobody, { effect: 'deny' })],
    ['on the tool, as a rule, yet not on this action', policyOf(new ScriptedKind(() => YES, 'tool'))],
    ['on the address', { ...policyOf(new IpRangePolicy()), settings: { cidrs: [] } } as CompiledPolicy],
    ['on arguments', { ...policyOf(new ArgumentsPolicy()), settings: { schema: {} } } as CompiledPolicy],
    [
      'on what a rule says of the agent',
      { ...policyOf(new AttributePolicy()), settings: { rule: { '==': [{ var: 'subject.type' }, 'bot'] } } } as never,
    ],
  ])('needs no look at the tools where policies depend %s', async (_what, policy) => {
    const house = new PolicyHouse(mine, [policyOf(anybody), policy]);
    expect(house.selected(await house.visible())).toEqual(await house.allowed());
    expect(house.source.pagesRead).toBe(0);
  });

  it('needs no look at the tools where a kind tells which it matches', async () => {
    const house = new PolicyHouse([...mine, toolOf('other', { ownerId: 'agent-2' })], [policyOf(new OwnerPolicy())]);
    expect(await house.visible()).toEqual({ match: 'owners', ids: ['agent-1'] });
    expect(house.selected(await house.visible())).toEqual(all);
    expect(house.source.pagesRead).toBe(0);
  });

  it('takes a look at the tools where such a kind fails', async () => {
    const failing = Object.assign(new OwnerPolicy(), {
      matching: () => {
        throw new Error('Not today.');
      },
    });
    const house = new PolicyHouse([...mine, toolOf('other', { ownerId: 'agent-2' })], [policyOf(failing)]);
    expect(house.selected(await house.visible())).toEqual(all);
  });

  it('is told by targets where no policy looks at tools', async () => {
    const deny = policyOf(anybody, { effect: 'deny', target: { tags: { only: ['a'] } } });
    const house = new PolicyHouse(mine, [policyOf(anybody), deny]);
    expect(await house.visible()).toEqual({ match: 'not', filter: { match: 'tags', tags: ['a'] } });
  });

  it('needs no look at the tools where they cannot change it', async () => {
    const house = new PolicyHouse(mine, [policyOf(tagged), policyOf(nobody, { effect: 'require' })]);
    expect(await house.visible()).toEqual({ match: 'none' });
    expect(house.source.pagesRead).toBe(0);
  });

  it('needs a look at one tool only where only that matters', async () => {
    const house = new PolicyHouse(mine, [policyOf(tagged)]);
    expect(await house.visible({}, 'tool-2')).toEqual({ match: 'ids', ids: ['tool-2'] });
    expect(await house.visible({}, 'tool-9')).toEqual({ match: 'none' });
    expect(house.source.pagesRead).toBe(0);
  });

  it('is remembered until a tool or a policy changes', async () => {
    const house = new PolicyHouse(mine, [policyOf(owned)]);
    await house.visible();
    expect(house.source.pagesRead).toBe(2);
    await house.visible();
    expect(house.source.pagesRead).toBe(2);

    house.changeTools(mine.slice(1));
    expect(await house.visible()).toEqual({ match: 'ids', ids: ['tool-2', 'tool-3'] });
    expect(house.source.pagesRead).toBe(3);

    house.changePolicies([policyOf(owned)]);
    await house.visible();
    expect(house.source.pagesRead).toBe(4);
  });

  it('is not remembered while changes cannot be heard of', async () => {
    const house = new PolicyHouse(mine, [policyOf(owned)]);
    house.cut();
    await house.visible();
    house.changeTools([]);
    expect(await house.visible()).toEqual({ match: 'none' });
  });

  it('is not remembered where it depends on the call', async () => {
    const house = new PolicyHouse(mine, [policyOf(tagged)]);
    await house.visible();
    await house.visible();
    expect(house.source.pagesRead).toBe(4);
  });

  it('is not remembered where facts decide', async () => {
    let approved = ['tool-1'];
    const byFacts = new ScriptedKind((_settings, { resource }, facts: readonly string[]) => {
      return facts.includes(resource.id) ? YES : NO;
    }, 'tool');
    const house = new PolicyHouse(mine, [policyOf(Object.assign(byFacts, { facts: async () => approved }))]);
    expect(house.selected(await house.visible())).toEqual(['tool-1']);
    approved = ['tool-2'];
    expect(house.selected(await house.visible())).toEqual(['tool-2']);
  });

  it.each(['principal', 'tool'] as const)('is remembered no longer than verdicts on the %s hold', async (dependsOn) => {
    const noon = new Date('2026-03-02T12:00:00Z');
    const untilNoon = new ScriptedKind((_, { at }) => (at < noon ? { ...YES, validUntil: noon } : NO), dependsOn);
    const house = new PolicyHouse(mine, [policyOf(untilNoon)]);
    expect(house.selected(await house.visible())).toEqual(all);
    house.now = noon;
    expect(await house.visible()).toEqual({ match: 'none' });
  });

  it('is nothing where a policy that applies everywhere cannot be asked', async () => {
    const house = new PolicyHouse(mine, [policyOf(anybody), orphanOf()]);
    expect(await house.visible()).toEqual({ match: 'none' });
  });

  it('does not stay nothing once facts can be had again', async () => {
    let away = true;
    const facts = async () => {
      if (away) throw new Error('The database is away');
    };
    const informed = Object.assign(new ScriptedKind(() => YES, 'principal'), { facts });
    const house = new PolicyHouse(mine, [policyOf(informed)]);
    expect(await house.visible()).toEqual({ match: 'none' });
    away = false;
    expect(await house.visible()).toEqual({ match: 'all' });
  });
});

describe('a policy that does not come to an end', () => {
  it.each<['principal' | 'tool' | 'call', boolean]>([
    ['principal', false],
    ['tool', false],
    ['tool', true],
    ['call', true],
  ])('hides what it targets, and is asked once a list: on the %s, looking: %s', async (dependsOn, looks) => {
    const many = Array.from({ length: 9 }, (_, index) => toolOf(`tool-${String(index)}`, { tags: ['slow'] }));
    const slow = policyOf(endless(looks, dependsOn), { effect: 'require', target: { tags: { only: ['slow'] } } });
    const house = new PolicyHouse([...many, toolOf('other')], [policyOf(anybody), slow]);
    timesBegun = 0;
    expect(house.selected(await house.visible())).toEqual(['other']);
    expect(timesBegun).toBeLessThan(many.length / 2);
  });

  it('is not remembered as that', async () => {
    let stuck = true;
    const slow = new ScriptedKind(() => {
      while (stuck);
      return YES;
    }, 'principal');
    const house = new PolicyHouse(mine, [policyOf(slow)]);
    expect(await house.visible()).toEqual({ match: 'none' });
    stuck = false;
    expect(await house.visible()).toEqual({ match: 'all' });
  });

  it('is given up after a second where it is slow about each tool', async () => {
    const slow = new ScriptedKind((_settings, { resource }) => {
      const until = performance.now() + 60;
      while (performance.now() < until);
      return resource.id === '' ? NO : YES;
    }, 'call');
    const many = Array.from({ length: 60 }, (_, index) => toolOf(`tool-${String(index)}`));
    const house = new PolicyHouse(many, [policyOf(slow)]);
    expect(await house.visible()).toEqual({ match: 'none' });
    expect(house.source.pagesRead).toBeLessThan(15);
  });
});
