import { combine } from './combine.js';
import type { Judgement } from './decision.js';
import type { Evaluation } from './evaluate-policy.js';
import { type Enforcement, honour } from './honour.js';
import { shadowDifference } from './shadow.js';

/** What follows from what the policies said, where it is enforced; and what would, were the shadow policies enforced. */
export function adjudicate(evaluations: readonly Evaluation[], enforcement: Enforcement): Judgement {
  const judged = (all: readonly Evaluation[]) => honour(combine(all), enforcement);
  const judgement = judged(evaluations);
  const shadow = shadowDifference(evaluations, judgement.allowed, judged);
  return shadow ? { ...judgement, shadow } : judgement;
}
