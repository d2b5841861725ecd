import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { UnitOfWork } from '../../common/events/unit-of-work.js';
import type { FactsQuestion } from '../policy-type.js';
import type { CompiledPolicy } from './compiled-policy.js';

const LONGEST_MS = 1000;
const TOO_LATE = Symbol('TOO_LATE');
const log = new Logger('PolicyFacts');

type Question = Omit<FactsQuestion, 'policyId'>;

/**
 * The policies with the facts that their kinds ask for; one whose facts cannot be had cannot be asked.
 *
 * All at once; inside a transaction one after the other, since its connection answers one question at a time.
 */
export async function gatherFacts(policies: readonly CompiledPolicy[], question: Question): Promise<CompiledPolicy[]> {
  const informed = async (it: CompiledPolicy) => (it.type?.facts ? { ...it, ...(await factsOf(it, question)) } : it);
  if (!UnitOfWork.current()) return Promise.all(policies.map(informed));
  const all: CompiledPolicy[] = [];
  for (const it of policies) all.push(await informed(it));
  return all;
}

async function factsOf(policy: CompiledPolicy, question: Question) {
  const { id: policyId, name, kind, type, settings } = policy;
  const late = new AbortController();
  try {
    const asked = type?.facts?.(settings ?? {}, { ...question, policyId });
    const facts = await Promise.race([asked, delay(LONGEST_MS, TOO_LATE, { signal: late.signal })]);
    if (facts !== TOO_LATE) return { facts };
    log.warn(`The facts of policy "${name}" took too long`);
  } catch (error) {
    log.warn(`The facts of policy "${name}" could not be had: ${String(error)}`);
  } finally {
    late.abort();
  }
  const detail = `The policy kind "${kind}" could not find out what it needs to know.`;
  return { type: undefined, settings: undefined, failure: { code: 'FACTS_UNAVAILABLE', detail } };
}
