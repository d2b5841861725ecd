import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { ListedTools, orphanOf, policyOf, ScriptedKind, toolOf } from '../../../test/support/policies.js';
import { type Principal, PermissionSet } from '../../auth/index.js';
import type { Clock } from '../../common/clock.js';
import type { ChangeFeed } from '../../database/index.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import { Judge } from '../decisions/judge.js';
import { PolicyIndex } from '../decisions/policy-index.js';
import type { PolicySet } from '../decisions/policy-set.js';
import type { EntitySources } from '../entity-sources.js';
import type { Entity } from '../entity-source.js';
import { EFFECTS } from '../policies/policy.entity.js';
import type { PolicyType, Verdict } from '../policy-type.js';
import { subjectOf } from '../subject.js';
import type { ToolFilter } from '../tool-filter.js';
import { ToolSurveys } from './tool-surveys.js';
import { VisibilityService } from './visibility.service.js';

Logger.overrideLogger(false);

const principal: Principal = {
  ...{ agentId: 'agent-1', agentName: 'agent', agentType: 'bot', roles: ['user'], method: 'password', basis: [] },
  permissions: new PermissionSet([]),
};

/** The services over a list of tools, a set of policies, a clock and a feed that tests move by hand. */
function house(tools: readonly Entity[], policies: readonly CompiledPolicy[]) {
  const state = { version: 1, policies, live: true, now: new Date('2026-03-02T10:00:00Z') };
  const listeners: (() => void)[] = [];
  const source = new ListedTools(tools);
  const feed = {
    on: (_topic: string, listener: () => void) => listeners.push(listener),
    get live() {
      return state.live;
    },
  };
  const sources = { get: () => source } as unknown as EntitySources;
  const policySet = {
    current: async () => ({ version: state.version, index: PolicyIndex.of(state.policies) }),
  } as unknown as PolicySet;
  const clock: Clock = { now: () => state.now };
  const surveys = new ToolSurveys(sources, feed as unknown as ChangeFeed);
  const visibility = new VisibilityService(policySet, surveys, clock);
  const judge = new Judge(policySet, sources);
  return {
    state,
    source,
    catalogueChanged: () =>
      listeners.forEach((it) => {
        it();
      }),
    visible: () => visibility.visible(principal, 'discover'),
    allows: async (toolId: string) =>
      (await judge.judge({ subject: subjectOf(principal), action: 'discover', at: state.now, toolId })).allowed,
  };
}

function selects(filter: ToolFilter, { id, attributes }: Entity): boolean {
  switch (filter.match) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'ids':
      return filter.ids.includes(id);
    case 'tags':
      return filter.tags.some((it) => (attributes['tags'] as string[]).includes(it));
    case 'types':
      return filter.types.includes(attributes['toolType'] as string);
    case 'and':
      return filter.filters.every((it) => selects(it, { type: 'tool', id, attributes }));
    case 'or':
      return filter.filters.some((it) => selects(it, { type: 'tool', id, attributes }));
    case 'not':
      return !selects(filter.filter, { type: 'tool', id, attributes });
  }
}

const OUTCOMES = ['match', 'no_match', 'indeterminate'] as const;
const sizeOf = (tool: Entity) => tool.attributes['size'] as number;

/** Kinds that look at what they declare, and at nothing else. */
const kind = fc
  .record({
    dependsOn: fc.constantFrom<PolicyType['dependsOn'][]>('principal', 'tool', 'call'),
    outcomes: fc.array(fc.constantFrom<Verdict['outcome'][]>(...OUTCOMES), { minLength: 3, maxLength: 3 }),
    throws: fc.boolean(),
  })
  .map(({ dependsOn, outcomes, throws }) => {
    return new ScriptedKind((_settings, { resource }) => {
      const outcome = outcomes[dependsOn === 'principal' ? 0 : sizeOf(resource)] ?? 'no_match';
      if (outcome === 'indeterminate' && throws) throw new Error('no idea');
      return { outcome, reasons: [] };
    }, dependsOn);
  });

function dimension(...members: string[]) {
  const only = fc.subarray(members).map((it) => ({ only: it }));
  return fc.oneof({ weight: 2, arbitrary: fc.constant('any' as const) }, only);
}

const target = fc.record({
  tools: dimension('tool-0', 'tool-1', 'tool-2'),
  tags: dimension('a', 'b'),
  toolTypes: dimension('http', 'llm'),
  agents: dimension('agent-1', 'agent-2'),
  roles: dimension('user', 'admin'),
  actions: dimension('discover', 'invoke'),
});

const policies = fc.array(
  fc
    .record({ kind, target, effect: fc.constantFrom(...EFFECTS), mode: fc.constantFrom('enforced', 'shadow') })
    .map(({ kind: type, ...options }) => policyOf(type, options as Parameters<typeof policyOf>[1])),
  { maxLength: 6 },
);

const tools = fc
  .array(fc.record({ tags: fc.subarray(['a', 'b']), toolType: fc.constantFrom('http', 'llm'), size: fc.nat(2) }), {
    maxLength: 7,
  })
  .map((all) => all.map((attributes, index) => toolOf(`tool-${String(index)}`, attributes)));

describe('what an agent may see', () => {
  it('is what single decisions would allow, with the cache and without', async () => {
    await fc.assert(
      fc.asyncProperty(tools, policies, async (someTools, somePolicies) => {
        const { visible, allows, state } = house(someTools, somePolicies);
        const filters = [await visible(), await visible()];
        state.live = false;
        filters.push(await visible());
        for (const tool of someTools) {
          const allowed = await allows(tool.id);
          expect(filters.map((it) => selects(it, tool))).toEqual([allowed, allowed, allowed]);
        }
      }),
      { numRuns: 400 },
    );
  });

  const owned = new ScriptedKind((_settings, { resource, subject }) => {
    return { outcome: resource.attributes['ownerId'] === subject.id ? 'match' : 'no_match', reasons: [] };
  }, 'tool');
  const mine = ['tool-1', 'tool-2', 'tool-3'].map((it) => toolOf(it, { ownerId: 'agent-1' }));

  it('needs no look at the tools where no policy looks at them', async () => {
    const anybody = new ScriptedKind(() => ({ outcome: 'match', reasons: [] }), 'principal');
    const { visible, source } = house(mine, [
      policyOf(anybody),
      policyOf(anybody, { effect: 'deny', target: { tags: { only: ['a'] } } }),
    ]);
    expect(await visible()).toEqual({ match: 'not', filter: { match: 'tags', tags: ['a'] } });
    expect(source.pagesRead).toBe(0);
  });

  it('is remembered until a tool or a policy changes', async () => {
    const { visible, source, state, catalogueChanged } = house(mine, [policyOf(owned)]);
    await visible();
    expect(source.pagesRead).toBe(2);
    await visible();
    expect(source.pagesRead).toBe(2);

    source.tools = mine.slice(1);
    catalogueChanged();
    expect(await visible()).toEqual({ match: 'ids', ids: ['tool-2', 'tool-3'] });
    expect(source.pagesRead).toBe(3);

    state.version++;
    await visible();
    expect(source.pagesRead).toBe(4);
  });

  it('is not remembered while changes cannot be heard of', async () => {
    const { visible, source, state } = house(mine, [policyOf(owned)]);
    state.live = false;
    await visible();
    source.tools = [];
    expect(await visible()).toEqual({ match: 'none' });
  });

  it('is not remembered where it depends on the call', async () => {
    const { visible, source } = house(mine, [policyOf(new ScriptedKind(() => ({ outcome: 'match', reasons: [] })))]);
    await visible();
    await visible();
    expect(source.pagesRead).toBe(4);
  });

  it('is remembered no longer than its verdicts hold', async () => {
    const noon = new Date('2026-03-02T12:00:00Z');
    const untilNoon = new ScriptedKind((_, { at }) => {
      return at < noon ? { outcome: 'match', reasons: [], validUntil: noon } : { outcome: 'no_match', reasons: [] };
    }, 'tool');
    const { visible, state } = house(mine, [policyOf(untilNoon)]);
    expect(await visible()).toEqual({ match: 'ids', ids: ['tool-1', 'tool-2', 'tool-3'] });
    state.now = noon;
    expect(await visible()).toEqual({ match: 'none' });
  });

  it('is nothing where a policy that applies everywhere cannot be asked', async () => {
    const { visible, source } = house(mine, [policyOf(owned), orphanOf()]);
    expect(await visible()).toEqual({ match: 'none' });
    expect(source.pagesRead).toBe(2);
  });
});
