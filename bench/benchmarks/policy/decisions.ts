import { Judge } from '../../../src/policy/decisions/judge.js';
import { PolicyIndex } from '../../../src/policy/decisions/policy-index.js';
import type { PolicySet } from '../../../src/policy/decisions/policy-set.js';
import type { EntitySources } from '../../../src/policy/entity-sources.js';
import type { AccessRequest } from '../../../src/policy/policy-type.js';
import { compiled, type StoredPolicy } from './fleet.js';

const WARM_UP = 2000;

/** Decides in process, with the registry's own judge, over policies that are kept in memory. */
export async function judgeOver(policies: readonly StoredPolicy[]): Promise<Judge> {
  const snapshot = { version: 1, index: PolicyIndex.of(await compiled(policies)) };
  const policySet = { current: () => Promise.resolve(snapshot) } as unknown as PolicySet;
  return new Judge(policySet, undefined as unknown as EntitySources);
}

/** How long each of so many questions takes, in milliseconds. */
export async function timed(
  count: number,
  ask: (index: number) => Promise<unknown>,
  warmUp = WARM_UP,
): Promise<number[]> {
  for (let index = 0; index < warmUp; index += 1) await ask(index);
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const started = performance.now();
    await ask(index);
    times.push(performance.now() - started);
  }
  return times;
}

export const ask = (judge: Judge, requestOf: (index: number) => AccessRequest) => (index: number) =>
  judge.judgeAbout(requestOf(index));
