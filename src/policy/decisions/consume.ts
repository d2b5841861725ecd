import { Logger } from '@nestjs/common';
import type { AccessRequest, Verdict } from '../policy-type.js';
import { asSeenBy } from './as-seen-by.js';
import { type Evaluation, indeterminate } from './evaluate-policy.js';
import { isVerdict } from './verdict-check.js';

const log = new Logger('PolicyConsumption');

/** A policy that had said yes had nothing left to use up: what it says now stands among the evaluations. */
export class NothingLeft extends Error {
  constructor(readonly evaluations: readonly Evaluation[]) {
    super('A policy had nothing left to use up');
  }
}

/**
 * Uses up what the enforced policies that matched use up, in the current transaction.
 *
 * In the order of their ids: two requests that use up the same never wait for each other in a circle.
 *
 * @throws NothingLeft, which is to roll the transaction back.
 */
export async function consume(evaluations: readonly Evaluation[], request: AccessRequest): Promise<void> {
  const consumers = evaluations.filter(isConsumer).sort((a, b) => (a.policy.id < b.policy.id ? -1 : 1));
  for (const consumer of consumers) {
    const verdict = await verdictOf(consumer, request);
    if (verdict.outcome === 'match') continue;
    throw new NothingLeft(evaluations.map((it) => (it === consumer ? { ...it, verdict } : it)));
  }
}

function isConsumer({ policy, verdict }: Evaluation): boolean {
  return policy.mode === 'enforced' && verdict.outcome === 'match' && policy.type?.consume !== undefined;
}

async function verdictOf({ policy, verdict }: Evaluation, request: AccessRequest): Promise<Verdict> {
  if (!policy.type?.consume) return verdict;
  try {
    const seen = { ...asSeenBy(policy.type.dependsOn, request), policyId: policy.id };
    const answer: unknown = await policy.type.consume(policy.settings, seen);
    if (isVerdict(answer)) return answer;
    return indeterminate('VERDICT_INVALID', `The policy kind "${policy.kind}" answered something that is no verdict.`);
  } catch (error) {
    log.warn(`Policy "${policy.name}" could not use up what it uses up: ${String(error)}`);
    return indeterminate('CONSUMPTION_FAILED', `The policy kind "${policy.kind}" failed.`);
  }
}
