import { Injectable } from '@nestjs/common';
import type { AccessRequest, Action, FactsQuestion, PolicyType, Verdict } from '../policy-type.js';
import { QuotaCountersRepository } from './quota-counters.repository.js';
import { quotaWindow } from './quota-window.js';
import { QuotaSettings } from './quota.settings.js';

/** How many are used in the present window, by the key of the tool. Undefined where nothing is counted. */
type Used = ReadonlyMap<string, number> | undefined;

const COUNTED: readonly Action[] = ['invoke', 'vend'];

const NOT_COUNTED: Verdict = {
  outcome: 'match',
  reasons: [{ code: 'QUOTA_NOT_COUNTED', detail: 'Only invocations and vends are counted.' }],
};

const UNKNOWN: Verdict = {
  outcome: 'indeterminate',
  reasons: [{ code: 'QUOTA_UNKNOWN', detail: 'It is not known how many uses are taken.' }],
};

/**
 * Matches while fewer than a number of uses are taken in the present minute, hour or day of UTC.
 *
 * A match has no `validUntil`: what is granted may outlive the window in which its use was counted.
 */
@Injectable()
export class QuotaPolicy implements PolicyType<QuotaSettings, Used> {
  readonly kind = 'quota';
  readonly description = 'Matches while fewer than a number of uses are taken in a minute, an hour or a day.';
  readonly settingsDto = QuotaSettings;
  readonly dependsOn = 'tool';
  readonly bounded = true;
  readonly defaultEffect = 'require';

  constructor(private readonly counters: QuotaCountersRepository) {}

  async facts({ of, per }: QuotaSettings, { policyId, subject, action, at }: FactsQuestion): Promise<Used> {
    if (!COUNTED.includes(action)) return undefined;
    return this.counters.findUsed({ policyId, ...quotaWindow(per, at), agentKey: agentKey(of, subject) });
  }

  evaluate(settings: QuotaSettings, { action, resource, at }: AccessRequest, facts: Used): Verdict {
    if (!COUNTED.includes(action)) return NOT_COUNTED;
    if (!facts) return UNKNOWN;
    const used = facts.get(toolKey(settings.of, resource)) ?? 0;
    return used < settings.limit ? left(settings, used, at) : exhausted(settings, used, at);
  }

  async consume(settings: QuotaSettings, request: AccessRequest & { policyId: string }): Promise<Verdict> {
    const { policyId, subject, action, resource, at } = request;
    const { limit, of, per } = settings;
    if (!COUNTED.includes(action)) return NOT_COUNTED;
    const keys = { agentKey: agentKey(of, subject), toolKey: toolKey(of, resource) };
    const used = await this.counters.take({ policyId, ...quotaWindow(per, at), ...keys }, limit);
    return used === undefined ? exhausted(settings, limit, at) : left(settings, used, at);
  }
}

function agentKey(of: QuotaSettings['of'], { id }: AccessRequest['subject']): string {
  return of === 'tool' ? '' : id;
}

function toolKey(of: QuotaSettings['of'], resource: AccessRequest['resource']): string {
  return of === 'agent' ? '' : resource.id;
}

function left(settings: QuotaSettings, used: number, at: Date): Verdict {
  return { outcome: 'match', reasons: [{ code: 'QUOTA_LEFT', detail: state(settings, used, at) }] };
}

function exhausted(settings: QuotaSettings, used: number, at: Date): Verdict {
  return {
    outcome: 'no_match',
    reasons: [{ code: 'QUOTA_EXHAUSTED', detail: state(settings, used, at) }],
    validUntil: quotaWindow(settings.per, at).endsAt,
  };
}

function state({ limit, per }: QuotaSettings, used: number, at: Date): string {
  const end = quotaWindow(per, at).endsAt.toISOString().slice(11, 16);
  return `${String(used)} of ${String(limit)} used in this ${per}, until ${end}Z.`;
}
