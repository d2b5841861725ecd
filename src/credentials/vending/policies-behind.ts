import type { Decision } from '../../policy/index.js';

/** The enforced policies without whose match the answer could have been no. */
export function policiesBehind({ trace }: Decision): Decision['trace'] {
  return trace.filter((it) => it.mode === 'enforced' && it.outcome === 'match' && it.effect !== 'deny');
}
