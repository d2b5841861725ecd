import { Logger } from '@nestjs/common';
import type { AccessRequest, Verdict } from '../policy-type.js';
import { asSeenBy, LookedAtToolError } from './as-seen-by.js';
import type { CompiledPolicy } from './compiled-policy.js';
import { isVerdict } from './verdict-check.js';

const log = new Logger('PolicyEvaluation');
const reported = new WeakSet<CompiledPolicy>();

/** A policy and what it said. */
export interface Evaluation {
  readonly policy: CompiledPolicy;
  readonly verdict: Verdict;
  readonly microseconds: number;
}

/** Asks a policy that applies. Never throws: whatever goes wrong is `indeterminate`. */
export function evaluatePolicy(policy: CompiledPolicy, request: AccessRequest): Evaluation {
  const started = performance.now();
  const verdict = verdictOf(policy, request);
  return { policy, verdict, microseconds: Math.round((performance.now() - started) * 1000) };
}

function verdictOf(policy: CompiledPolicy, request: AccessRequest): Verdict {
  if (!policy.type) return { outcome: 'indeterminate', reasons: [policy.failure] };
  try {
    const answer: unknown = policy.type.evaluate(
      policy.settings,
      asSeenBy(policy.type.dependsOn, request),
      policy.facts,
    );
    if (isVerdict(answer)) return answer;
    if (answer instanceof Promise) answer.catch(() => undefined);
    return failed(
      'VERDICT_INVALID',
      `The policy kind "${policy.kind}" answered something that is no verdict.`,
      request,
    );
  } catch (error) {
    report(policy, error);
    return failed('EVALUATION_FAILED', `The policy kind "${policy.kind}" failed.`, request);
  }
}

/** Once for each policy as it was loaded: a list asks a failing one about every tool. */
function report(policy: CompiledPolicy, error: unknown): void {
  if (reported.has(policy) || mayLook(policy, error)) return;
  reported.add(policy);
  log.warn(`Policy "${policy.name}" of kind "${policy.kind}" failed: ${String(error)}`);
}

/** It declares that it looks at tools, and was asked what it says without. */
function mayLook({ type }: CompiledPolicy, error: unknown): boolean {
  return error instanceof LookedAtToolError && type?.dependsOn !== 'principal';
}

/** Who fails does not say until when: it may say something else the next moment, so that is not to be kept. */
function failed(code: string, detail: string, { at }: AccessRequest): Verdict {
  return { ...indeterminate(code, detail), validUntil: at };
}

export function indeterminate(code: string, detail: string): Verdict {
  return { outcome: 'indeterminate', reasons: [{ code, detail }] };
}
