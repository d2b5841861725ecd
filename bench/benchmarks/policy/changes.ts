import type { CompiledPolicy } from '../../../src/policy/decisions/compiled-policy.js';
import { PolicyIndex } from '../../../src/policy/decisions/policy-index.js';
import { lint } from '../../../src/policy/policies/lint/lint.js';
import { turning } from '../../../src/policy/policies/lint/turning.js';
import { timed } from './decisions.js';
import { compiled, fleetOf, type StoredPolicy } from './fleet.js';

const CHANGES = 200;
const WARM_UP = 20;
const AT = new Date('2026-03-02T10:00:00Z');

/** One about a tag that no other is about, and one about everything. */
const CHANGED: readonly StoredPolicy[] = [
  { kind: 'role_based', settings: { roles: ['user'] }, effect: 'permit', target: { tags: { only: ['new'] } } },
  { kind: 'role_based', settings: { roles: ['contractor'] }, effect: 'deny' },
];

export interface ChangeTimes {
  /** What is said of a policy before it is saved. */
  readonly lint: readonly number[];
  /** The policies in memory after it is. */
  readonly replaced: readonly number[];
}

/** What a change of one policy costs among so many, in milliseconds. */
export async function measureChanges(count: number): Promise<ChangeTimes> {
  const index = PolicyIndex.of(await compiled(fleetOf(count)));
  const changed = (await compiled(CHANGED)).map((it, which) => ({ ...it, id: `changed-${which}` }));
  const over = (work: (policy: CompiledPolicy) => unknown) =>
    timed(CHANGES, async (turn) => work(changed[turn % changed.length] as CompiledPolicy), WARM_UP);
  return {
    lint: await over((after) => {
      lint(after, index.policies.values());
      turning({ before: undefined, after }, index, AT);
    }),
    replaced: await over((policy) => index.changed([policy.id], [policy])),
  };
}
