import { TIMED_OUT, withinTime } from '../../common/time-limit.js';
import type { PolicyType } from '../policy-type.js';

/** How long code of a policy's kind may run at a stretch. */
export const LONGEST_MS = 250;

/** A policy; without a type, one that cannot be asked. */
interface Askable {
  readonly type?: PolicyType | undefined;
}

/**
 * Puts a question to policies, one after the other.
 *
 * One that takes longer than a quarter of a second is broken off, and `late` answers in its place. It is its own time that
 * counts: where the time of all is over, whoever is being asked is asked again, with the whole time, so that no policy is
 * late because of others. The watch costs more than most answers: where all are of kinds that need none, there is none.
 */
export function askInTime<T extends Askable, R>(
  policies: readonly T[],
  ask: (policy: T) => R,
  late: (policy: T) => R,
): R[] {
  if (policies.every(({ type }) => !type || type.bounded)) return policies.map(ask);
  const answers: R[] = [];
  const askRest = () => {
    for (let next = policies[answers.length]; next; next = policies[answers.length]) answers.push(ask(next));
  };
  for (let first = policies[0]; first; first = policies[answers.length]) {
    const before = answers.length;
    if (withinTime(LONGEST_MS, askRest) === TIMED_OUT && answers.length === before) answers.push(late(first));
  }
  return answers;
}
