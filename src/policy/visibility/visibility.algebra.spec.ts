import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { orphanOf, policyOf, ScriptedKind, toolOf } from '../../../test/support/policies.js';
import { type Asking, PolicyHouse } from '../../../test/support/policy-house.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import { EFFECTS, MODES } from '../policies/policy.entity.js';
import type { AccessRequest, Obligation, PolicyType, Verdict } from '../policy-type.js';
import { OwnerPolicy } from '../types/owner.policy.js';

Logger.overrideLogger(false);

const NOON = new Date('2026-03-02T12:00:00Z');
const OUTCOMES = ['match', 'match', 'no_match', 'indeterminate'] as const;
const BOUND_KEY: Obligation = { type: 'require_bound_key' };

/** What facts tell; nobody announces that it changes. */
const world = { used: 0 };

/** How a kind comes to its verdict. */
const manner = fc.record({
  dependsOn: fc.constantFrom<PolicyType['dependsOn'][]>('principal', 'tool', 'call'),
  /** What it looks at: the tool or not, whatever it declares. */
  looks: fc.constantFrom('never', 'openly', 'catching'),
  outcomes: fc.array(fc.constantFrom<Verdict['outcome'][]>(...OUTCOMES), { minLength: 3, maxLength: 3 }),
  throws: fc.boolean(),
  keyed: fc.boolean(),
  /** Whether it says something else from noon on. */
  turns: fc.boolean(),
  facts: fc.constantFrom('none', 'none', 'told', 'unavailable'),
});
type Manner = typeof manner extends fc.Arbitrary<infer T> ? T : never;

function kindOf(how: Manner): PolicyType {
  const evaluate = (_settings: object, request: AccessRequest, facts?: number): Verdict => {
    const turned = how.turns && request.at >= NOON;
    const outcome = how.outcomes[(sizeSeen(how, request) + (facts ?? 0) + (turned ? 1 : 0)) % 3] ?? 'no_match';
    if (outcome === 'indeterminate' && how.throws) throw new Error('no idea');
    const obligations = how.keyed ? [BOUND_KEY] : [];
    return { outcome, reasons: [], obligations, ...(how.turns && !turned && { validUntil: NOON }) };
  };
  const kind = new ScriptedKind(evaluate, how.dependsOn);
  if (how.facts === 'none') return kind;
  const known = async ({ roles }: AccessRequest['subject']) => roles.length + world.used;
  const unknown = () => Promise.reject(new Error('The database is away'));
  const facts: PolicyType['facts'] = (_, { subject }) => (how.facts === 'told' ? known(subject) : unknown());
  return Object.assign(kind, { facts });
}

function sizeSeen({ looks, dependsOn }: Manner, { resource }: AccessRequest): number {
  if (looks === 'never') return 0;
  try {
    return resource.attributes['size'] as number;
  } catch (error) {
    if (looks === 'openly' && dependsOn !== 'principal') throw error;
    return 1;
  }
}

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
  actions: dimension('discover', 'describe', 'manage'),
});
const options = fc.record({ target, effect: fc.constantFrom(...EFFECTS), mode: fc.constantFrom(...MODES) });
const owner = new OwnerPolicy() as PolicyType;

const policy: fc.Arbitrary<CompiledPolicy> = fc
  .tuple(
    fc.option(fc.oneof({ weight: 5, arbitrary: manner.map(kindOf) }, fc.constant(owner)), { freq: 12 }),
    options.map(({ mode, ...rest }) => ({ ...rest, mode: mode === 'disabled' ? ('enforced' as const) : mode })),
    fc.boolean(),
  )
  .map(([kind, how, keyed]) => ({
    ...(kind ? policyOf(kind, how) : orphanOf(how)),
    obligations: keyed ? [BOUND_KEY] : [],
  }));
const policies = fc.array(policy, { maxLength: 5 });

const tools = fc
  .array(
    fc.record({
      tags: fc.subarray(['a', 'b']),
      toolType: fc.constantFrom('http', 'llm'),
      ownerId: fc.constantFrom('agent-1', 'nobody'),
      size: fc.nat(2),
    }),
    { maxLength: 7 },
  )
  .map((all) => all.map((attributes, index) => toolOf(`tool-${String(index)}`, attributes)));

const asking: fc.Arbitrary<Asking> = fc.record({
  action: fc.constantFrom('discover', 'describe', 'manage'),
  roles: fc.subarray(['user', 'admin']),
  keyProven: fc.boolean(),
});

type Step = (house: PolicyHouse) => unknown;
const step: fc.Arbitrary<Step> = fc.oneof(
  policies.map((next): Step => {
    return (house) => {
      house.changePolicies(next);
    };
  }),
  tools.map((next): Step => {
    return (house) => {
      house.changeTools(next);
    };
  }),
  fc.constantFrom<Step[]>(
    (house) => (house.now = NOON),
    () => (world.used += 1),
    (house) => {
      house.cut();
    },
    (house) => {
      house.reconnect();
    },
  ),
);

async function expectSameAnswers(house: PolicyHouse, who: Asking): Promise<void> {
  const single = await house.allowed(who);
  for (const turn of ['first', 'again']) {
    expect({ turn, tools: house.selected(await house.visible(who)) }).toEqual({ turn, tools: single });
  }
  const byId = house.source.tools.map(async ({ id }) => {
    return house.selected(await house.visible(who, id)).includes(id) ? [id] : [];
  });
  expect((await Promise.all(byId)).flat()).toEqual(single);
}

describe('the visible tools', () => {
  it('are those of which a single decision says yes', async () => {
    await fc.assert(
      fc.asyncProperty(tools, policies, asking, (all, some, who) => expectSameAnswers(new PolicyHouse(all, some), who)),
      { numRuns: 300 },
    );
  });

  it('are the same after changes, whatever is kept from before', async () => {
    const story = fc.array(fc.tuple(step, asking), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(tools, policies, asking, story, async (all, some, first, steps) => {
        world.used = 0;
        const house = new PolicyHouse(all, some);
        await expectSameAnswers(house, first);
        for (const [change, who] of steps) {
          change(house);
          await expectSameAnswers(house, first);
          await expectSameAnswers(house, who);
        }
      }),
      { numRuns: 150 },
    );
  });
});
