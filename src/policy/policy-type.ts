import { ExtensionPoint } from '../common/extensions/extension-point.js';
import type { Configurable } from '../common/extensions/settings.js';
import type { Entity } from './entity-source.js';
import type { ToolFilter } from './tool-filter.js';

export type { ToolFilter } from './tool-filter.js';

/** What can be asked about a tool. */
export const ACTIONS = ['discover', 'describe', 'invoke', 'vend', 'manage'] as const;
export type Action = (typeof ACTIONS)[number];

/** The agent that asks, as policies see it. */
export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly roles: readonly string[];
}

/** The question put to a policy. */
export interface AccessRequest {
  readonly subject: Subject;
  readonly action: Action;
  /** The tool; `attributes` are those its entity source gives. */
  readonly resource: Entity;
  /** The moment of the decision. */
  readonly at: Date;
  /** The caller's address, trusted proxies taken off. */
  readonly address?: string;
  /** The arguments of an invocation, where there is one. */
  readonly arguments?: Readonly<Record<string, unknown>>;
}

/** A condition under which a match holds. The strictest of all wins; one that cannot be honoured is a deny. */
export type Obligation =
  | { readonly type: 'cap_ttl'; readonly seconds: number }
  | { readonly type: 'cap_uses'; readonly uses: number }
  | { readonly type: 'narrow_scopes'; readonly scopes: readonly string[] }
  /** The caller proves to hold a key, and what it is given is bound to that key (RFC 9449). */
  | { readonly type: 'require_bound_key' }
  /** Members of the tool's result, by JSON pointer (`*`: every element of an array), that the caller is not shown. */
  | { readonly type: 'redact'; readonly fields: readonly string[] }
  /** A word that is to stand beside the decision in the access log. */
  | { readonly type: 'log'; readonly note: string };

export interface Reason {
  /** Stable UPPER_SNAKE code. */
  readonly code: string;
  readonly detail: string;
  /** It says what the caller can do to get a yes: whoever is denied for want of the match is told, not only who may read traces. */
  readonly remedy?: true;
}

/** A policy's answer. `indeterminate` is what it says when it cannot tell, and always ends in a deny. */
export interface Verdict {
  readonly outcome: 'match' | 'no_match' | 'indeterminate';
  readonly reasons: readonly Reason[];
  readonly obligations?: readonly Obligation[];
  /**
   * Until when the same question gets the same answer; unset: as long as nothing it looks at changes. What is granted
   * on a verdict does not outlive it.
   */
  readonly validUntil?: Date;
}

/**
 * A kind of policy. Whether a match permits, denies or is required is the stored policy's `effect`, not the kind's concern.
 *
 * `evaluate` is pure: the same settings and request give the same verdict, and nothing is changed or awaited.
 */
export interface PolicyType<TSettings extends object = object, TFacts = unknown> extends Configurable<TSettings> {
  /**
   * What the verdict looks at beside the moment: `principal` (decided once for a list), `tool` (kept per tool)
   * or `call` (address and arguments; asked every time). It is shown no more than it declares: a kind that depends on
   * the principal and looks at the tool is indeterminate, one that depends on the tool sees no address or arguments.
   */
  readonly dependsOn: 'principal' | 'tool' | 'call';
  /**
   * That `evaluate` always ends at once: its work is bounded by its own settings, with no pattern, loop or recursion
   * over what others wrote. Absent: each evaluation is watched, and broken off after a quarter of a second.
   */
  readonly bounded?: true;
  /** The effect of a stored policy that names none. */
  readonly defaultEffect: 'permit' | 'require';

  /**
   * What the verdict needs to know that the request does not say, such as what has been used up or approved.
   *
   * Asked once for a decision or a list, so it cannot depend on the tool; the answer is given to `evaluate`. Changes
   * nothing. What throws, or takes longer than a second, makes the policy indeterminate.
   */
  facts?(settings: TSettings, question: FactsQuestion): Promise<TFacts>;

  evaluate(settings: TSettings, request: AccessRequest, facts: TFacts): Verdict;

  /**
   * The tools that `evaluate` matches, where that can be said of all at once: exactly those, whatever the moment, without
   * obligations, and never indeterminate. Absent: lists go through the catalogue for a kind that depends on the tool.
   */
  matching?(settings: TSettings, question: Pick<AccessRequest, 'subject' | 'action'>): ToolFilter;

  /**
   * Uses up what a real vend or invocation uses up, once all policies have said yes, at the end of the transaction that
   * records the decision and what follows from it. One statement that changes something or nothing: many ask at once. A verdict other than a match takes the
   * place of what `evaluate` said: what others used up is given back, and it is decided anew, which for a requirement is
   * a deny. Never called for a simulation or a list.
   */
  consume?(settings: TSettings, request: AccessRequest & Pick<FactsQuestion, 'policyId'>): Promise<Verdict>;
}

/** Who asks what, whatever the tool. */
export interface FactsQuestion extends Pick<AccessRequest, 'subject' | 'action' | 'at'> {
  readonly policyId: string;
}

/** Where policy kinds plug in: `POLICY_TYPE.provide(BusinessHoursPolicy)`. */
export const POLICY_TYPE = new ExtensionPoint<PolicyType>('POLICY_TYPE');
