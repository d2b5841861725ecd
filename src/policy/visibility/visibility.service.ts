import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { currentRequest } from '../../common/http/request-context.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import { earliest } from '../decisions/earliest.js';
import { gatherFacts } from '../decisions/gather-facts.js';
import { PolicySet, type PolicySnapshot } from '../decisions/policy-set.js';
import type { Action } from '../policy-type.js';
import { subjectOf } from '../subject.js';
import type { ToolFilter } from '../tool-filter.js';
import { NONE } from './filters.js';
import { type Asked, KeptFilters } from './kept-filters.js';
import { combineParts, partOf } from './policy-part.js';
import { foretold, type SaidOfTools } from './foretold.js';
import { ToolSurveys } from './tool-surveys.js';
import { verdictsOnAll } from './verdicts-on-all.js';

/** What is asked of many tools at once. Whether a tool can be invoked or vended depends on more, and is decided one by one. */
export type BulkAction = Exclude<Action, 'invoke' | 'vend'>;

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
   * For lists, search, counts and look-ups by id. Records nothing. Less is visible where a policy is slow: one that takes
   * more than a quarter of a second at a stretch, or a second for all tools, is indeterminate about all that it targets.
   *
   * @param toolId of the only tool that matters: what the answer says of others means nothing.
   */
  async visible(principal: Principal, action: BulkAction, toolId?: string): Promise<ToolFilter> {
    const subject = subjectOf(principal);
    const address = currentRequest()?.address;
    const request = { subject, action, at: this.clock.now(), ...(address !== undefined && { address }) };
    const asked = { request, keyProven: principal.provenKey !== undefined || action === 'discover' };
    const snapshot = await this.policySet.current();
    return this.#kept.find(snapshot, asked) ?? this.combine(snapshot, asked, toolId);
  }

  /** Goes through the catalogue only for policies that look at tools, and only where they can change the answer. */
  private async combine(snapshot: PolicySnapshot, asked: Asked, toolId?: string): Promise<ToolFilter> {
    const { index, version } = snapshot;
    const { request, keyProven } = asked;
    const enforced = index.aboutCaller(request.subject, request.action).filter((it) => it.mode === 'enforced');
    const policies = await gatherFacts(enforced, request);
    const told = foretold(policies, request);
    const remembered = this.surveys.remembered(without(policies, told), request, version);
    const known: ReadonlyMap<string, SaidOfTools> = new Map([...told, ...remembered]);
    const verdicts = verdictsOnAll(without(policies, known), request);
    const filterBy = (surveys: ReadonlyMap<string, SaidOfTools>) =>
      combineParts(
        policies.map((it) => partOf(it, verdicts.get(it.id), surveys.get(it.id))),
        keyProven,
      );
    const most = filterBy(known);
    const open = without(without(policies, known), verdicts);
    if (remembered.size + open.length === 0 && enforced.every(isSettled))
      this.#kept.keep(snapshot, asked, most, earliest([...verdicts.values()].map((it) => it.validUntil)));
    if (open.length === 0 || most === NONE) return most;
    const surveys = await (toolId === undefined
      ? this.surveys.conduct(open, request, version)
      : this.surveys.ofTool(toolId, open, request));
    return filterBy(new Map([...known, ...surveys]));
  }
}

function without(policies: readonly CompiledPolicy[], those: ReadonlyMap<string, unknown>): CompiledPolicy[] {
  return policies.filter(({ id }) => !those.has(id));
}

/** Neither the call nor facts can make it say something else. */
function isSettled({ type }: CompiledPolicy): boolean {
  return type?.dependsOn !== 'call' && type?.facts === undefined;
}
