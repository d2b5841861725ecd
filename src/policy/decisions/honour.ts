import type { Action, Obligation } from '../policy-type.js';
import type { Judgement, Obligations } from './decision.js';

/** What the place that enforces a decision can do: it follows from the action and from what the caller has proved. */
export interface Enforcement {
  readonly action: Action;
  /** The caller has proved to hold the key to which its proof, and whatever is vended for it, is bound (RFC 9449). */
  readonly keyProven?: boolean;
}

/**
 * A yes whose obligations the enforcement point cannot honour is a no.
 *
 * Caps on credentials concern nobody where none is vended, and redactions nobody where no tool answers.
 */
export function honour(judgement: Judgement, enforcement: Enforcement): Judgement {
  const { allowed, obligations } = judgement;
  const obstacle = allowed ? obstacleTo(obligations, enforcement) : undefined;
  if (obstacle === undefined) return judgement;
  const reason = { code: 'OBLIGATION_NOT_HONOURED', detail: obstacle } as const;
  return { ...judgement, allowed: false, reason, obligations: notesOf(obligations) };
}

/** What is left of the obligations of a no. */
export function notesOf({ notes }: Obligations): Obligations {
  return notes ? { notes } : {};
}

/** Whether one of them can be honoured only for a caller that proves to hold a key. */
export function demandsKey(obligations: readonly Obligation[] = []): boolean {
  return obligations.some(({ type }) => type === 'require_bound_key');
}

function obstacleTo({ boundKey, scopes }: Obligations, { action, keyProven }: Enforcement): string | undefined {
  if (boundKey && action !== 'discover' && !keyProven) return 'A policy demands a token bound to a key of the caller.';
  if (action === 'invoke' && scopes && !scopes.includes('invoke')) return 'The policies leave no scope to invoke it.';
  return undefined;
}
