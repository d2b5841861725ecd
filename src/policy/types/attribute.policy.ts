import { Injectable } from '@nestjs/common';
import type { AccessRequest, PolicyType, Verdict } from '../policy-type.js';
import { AttributeSettings } from './attribute.settings.js';
import { type Condition, conditionsOf } from './rule-engine.js';

const MINUTE_MS = 60_000;

/**
 * A rule over everything there is to know about a request. What is absent is null; what has no order, has none: a rule that
 * compares an amount is indeterminate where there is no amount, in a list for instance.
 *
 * It depends on the call, since a rule may name the address and the arguments: its verdicts are never kept.
 */
@Injectable()
export class AttributePolicy implements PolicyType<AttributeSettings> {
  readonly kind = 'attribute';
  readonly description = 'Matches requests about which a JSON-logic rule is true.';
  readonly settingsDto = AttributeSettings;
  readonly dependsOn = 'call';
  readonly defaultEffect = 'require';

  evaluate({ rule }: AttributeSettings, request: AccessRequest): Verdict {
    const shown = shownOf(request);
    const conditions = conditionsOf(rule);
    const validUntil = conditions.some(({ timed }) => timed) && endOfMinute(request.at);
    return { ...answer(conditions, shown), ...(validUntil && { validUntil }) };
  }
}

function answer(conditions: readonly Condition[], shown: object): Verdict {
  for (const { text, ask } of conditions) {
    const holds = asked(ask, shown);
    if (holds === false) return verdict('no_match', 'RULE_FAILS', `It is not true that ${text}.`);
    if (holds !== true) return verdict('indeterminate', 'RULE_UNDECIDED', `It yields neither true nor false: ${text}.`);
  }
  return verdict('match', 'RULE_HOLDS', 'Everything that the rule asks is true.');
}

/** What compares things that cannot be compared throws. */
function asked(ask: Condition['ask'], shown: object): unknown {
  try {
    return ask(shown);
  } catch {
    return undefined;
  }
}

/** The moment to the minute: so a verdict holds for the rest of it. */
function shownOf({ subject, action, resource, at, address, arguments: args }: AccessRequest): object {
  const minute = `${at.toISOString().slice(0, -8)}:00Z`;
  return { subject, action, resource, request: { at: minute, address }, arguments: args };
}

function endOfMinute(at: Date): Date {
  return new Date((Math.floor(at.getTime() / MINUTE_MS) + 1) * MINUTE_MS);
}

function verdict(outcome: Verdict['outcome'], code: string, detail: string): Verdict {
  return { outcome, reasons: [{ code, detail }] };
}
