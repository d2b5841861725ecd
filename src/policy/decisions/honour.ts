import type { Action, Obligation } from '../policy-type.js';
import type { Judgement, Obligations } from './decision.js';

/** What the place that enforces a decision can do: it follows from the action and from what the caller has proved. */
export interface Enforcement {
  readonly action: Action;
  /** The caller has proved to hold the key to which its proof, and whatever is vended for it, is bound (RFC 9449). */
  readonly keyProven?: boolean;
  /** Whether what is asked about is in use. Default: yes. */
  readonly inUse?: boolean | undefined;
}

const OUT_OF_USE = { code: 'TOOL_NOT_IN_USE', detail: 'The tool is not in use.' } as const;
const USES: readonly Action[] = ['invoke', 'vend'];

/**
 * A yes to the use of what is not in use is a no, and so is one whose obligations the enforcement point cannot honour.
 *
 * Caps on credentials concern nobody where none is vended, and redactions nobody where no tool answers.
 */
export function honour(judgement: Judgement, enforcement: Enforcement): Judgement {
  const { allowed, obligations } = judgement;
  const reason = allowed ? obstacleTo(obligations, enforcement) : undefined;
  if (reason === undefined) return judgement;
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

function obstacleTo(
  { boundKey, scopes }: Obligations,
  { action, keyProven, inUse = true }: Enforcement,
): Judgement['reason'] | undefined {
  if (!inUse && USES.includes(action)) return OUT_OF_USE;
  if (boundKey && action !== 'discover' && !keyProven)
    return notHonoured('A policy demands a token bound to a key of the caller.');
  if (action === 'invoke' && scopes && !scopes.includes('invoke'))
    return notHonoured('The policies leave no scope to invoke it.');
  return undefined;
}

function notHonoured(detail: string): Judgement['reason'] {
  return { code: 'OBLIGATION_NOT_HONOURED', detail };
}
