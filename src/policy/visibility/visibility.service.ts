import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { currentRequest } from '../../common/http/request-context.js';
import { UNSEEN_TOOL } from '../decisions/as-seen-by.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import { evaluatePolicy } from '../decisions/evaluate-policy.js';
import { earliest } from '../decisions/earliest.js';
import { gatherFacts } from '../decisions/gather-facts.js';
import { demandsKey } from '../decisions/honour.js';
import { PolicySet, type PolicySnapshot } from '../decisions/policy-set.js';
import type { Action, Verdict } from '../policy-type.js';
import { subjectOf } from '../subject.js';
import type { ToolFilter } from '../tool-filter.js';
import { ALL, NONE, targetedTools } from './filters.js';
import { KeptFilters } from './kept-filters.js';
import { combineParts, type PolicyPart } from './policy-part.js';
import { type SurveyRequest, ToolSurveys } from './tool-surveys.js';

/** Says about which tools the answer would be yes, without asking tool by tool. */
@Injectable()
export class VisibilityService {
  readonly #kept = new KeptFilters();

  constructor(
    private readonly policySet: PolicySet,
    private readonly surveys: ToolSurveys,
    private readonly clock: Clock,
  ) {}

  /**
   * The tools on which the agent may do this now: those that a single decision, called without arguments, would allow.
   *
   * For lists, search, counts and look-ups by id. Records nothing.
   */
  async visible(principal: Principal, action: Action): Promise<ToolFilter> {
    const subject = subjectOf(principal);
    const address = currentRequest()?.address;
    const request = { subject, action, at: this.clock.now(), ...(address !== undefined && { address }) };
    const snapshot = await this.policySet.current();
    return this.#kept.find(snapshot, request) ?? this.combine(snapshot, request, principal.provenKey !== undefined);
  }

  private async combine(snapshot: PolicySnapshot, request: SurveyRequest, keyProven: boolean): Promise<ToolFilter> {
    const { index, version } = snapshot;
    const { subject, action, at } = request;
    const enforced = index.aboutCaller(subject, action).filter((it) => it.mode === 'enforced');
    const applicable = await gatherFacts(enforced, { subject, action, at });
    const parts = await this.parts(applicable, request, version);
    const filter = combineParts(parts, keyProven || action === 'discover');
    const keyDecides = parts.some((it) => it.demandsKey !== NONE);
    if (!keyDecides && !applicable.some((it) => looksAtTools(it) || it.type?.facts))
      this.#kept.keep(snapshot, request, filter, earliest(parts.map((it) => it.validUntil)));
    return filter;
  }

  private async parts(policies: readonly CompiledPolicy[], request: SurveyRequest, version: number) {
    const surveyed = await this.surveys.of(policies.filter(looksAtTools), request, version);
    return policies.map((policy): PolicyPart => {
      const { effect, target } = policy;
      const appliesTo = targetedTools(target);
      const survey = surveyed.get(policy.id);
      if (!survey) return { effect, appliesTo, ...decidedOnce(policy, request) };
      const { matches, demandingKey, indeterminate } = survey;
      return {
        ...{ effect, appliesTo, matches, indeterminate },
        demandsKey: demandsKey(policy.obligations) ? matches : demandingKey,
      };
    });
  }
}

/** A policy that cannot be asked needs no tools to be indeterminate about all of them. */
function looksAtTools({ type }: CompiledPolicy): boolean {
  return type !== undefined && type.dependsOn !== 'principal';
}

function decidedOnce(policy: CompiledPolicy, request: SurveyRequest) {
  const {
    outcome,
    obligations = [],
    validUntil,
  } = evaluatePolicy(policy, { ...request, resource: UNSEEN_TOOL }).verdict;
  const matches = everyToolIf(outcome, 'match');
  return {
    matches,
    demandsKey: demandsKey([...policy.obligations, ...obligations]) ? matches : NONE,
    indeterminate: everyToolIf(outcome, 'indeterminate'),
    validUntil,
  };
}

function everyToolIf(outcome: Verdict['outcome'], wanted: Verdict['outcome']): ToolFilter {
  return outcome === wanted ? ALL : NONE;
}
