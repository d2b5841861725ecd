import { TIMED_OUT, withinTime } from '../../common/time-limit.js';

/** How long code of a policy's kind may run at a stretch. */
export const LONGEST_MS = 250;

/**
 * Puts a question to policies, one after the other.
 *
 * One that takes longer than a quarter of a second is broken off, and `late` answers in its place. It is its own time that
 * counts: where the time of all is over, whoever is being asked is asked again, with the whole time, so that no policy is
 * late because of others.
 */
export function askInTime<T extends object, R>(
  policies: readonly T[],
  ask: (policy: T) => R,
  late: (policy: T) => R,
): R[] {
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
