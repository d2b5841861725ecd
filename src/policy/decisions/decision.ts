import type { Effect, Mode } from '../policies/policy.entity.js';
import type { Action, Reason, Verdict } from '../policy-type.js';

/** Why a decision came out as it did. Stable codes, documented for callers. */
export type ReasonCode =
  | 'PERMITTED'
  | 'NO_PERMIT'
  | 'DENIED_BY_POLICY'
  | 'REQUIREMENT_NOT_MET'
  | 'INDETERMINATE'
  | 'OBLIGATION_NOT_HONOURED'
  | 'TOOL_NOT_IN_USE'
  | 'UNKNOWN_TOOL';

/** What one applicable policy said. `shadow` policies are shown and had no effect. */
export interface PolicyTrace {
  readonly policyId: string;
  /** As which revision it was asked; 0: a draft. */
  readonly revision: number;
  readonly name: string;
  readonly kind: string;
  readonly effect: Effect;
  readonly mode: Mode;
  readonly outcome: Verdict['outcome'];
  readonly reasons: readonly Reason[];
  readonly microseconds: number;
}

/**
 * Conditions of a yes, the strictest of all policies. An absent limit is no limit; an empty `scopes` grants nothing.
 * Of a no only the notes are left.
 */
export interface Obligations {
  readonly maxTtlSeconds?: number;
  readonly maxUses?: number;
  readonly scopes?: readonly string[];
  /** What is given must be bound to a key that the caller proves to hold. */
  readonly boundKey?: true;
  /** JSON pointers (RFC 6901) into the tool's result; `*` stands for every element of an array. */
  readonly redact?: readonly string[];
  readonly notes?: readonly string[];
}

/** What the answer would be if the shadow policies were enforced. */
export interface ShadowDifference extends Pick<Judgement, 'allowed' | 'reason'> {
  /** The shadow policies each of which alone makes the difference: there is always one. */
  readonly policyIds: readonly string[];
}

/** The answer to an access request, and how it came about. */
export interface Judgement {
  readonly allowed: boolean;
  readonly reason: { readonly code: ReasonCode; readonly detail: string };
  readonly obligations: Obligations;
  /** Until when the same question gets the same answer, as far as time decides; unset: time does not. */
  readonly validUntil?: Date;
  readonly trace: readonly PolicyTrace[];
  /** Set where enforcing the shadow policies would have turned yes into no or no into yes. */
  readonly shadow?: ShadowDifference;
}

/** A judgement on record. */
export interface Decision extends Judgement {
  readonly id: string;
  readonly at: Date;
  readonly agentId: string;
  readonly action: Action;
  readonly toolId: string;
}
