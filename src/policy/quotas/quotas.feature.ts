import type { Feature } from '../../common/feature.js';
import { POLICY_TYPE } from '../policy-type.js';
import { EndedQuotaWindows } from './ended-quota-windows.js';
import { QuotaCounter } from './quota-counter.entity.js';
import { QuotaCountersRepository } from './quota-counters.repository.js';
import { QuotaPolicy } from './quota.policy.js';

/** Policies that count. */
export const QUOTAS: Feature = {
  entities: [QuotaCounter],
  providers: [QuotaCountersRepository, EndedQuotaWindows, POLICY_TYPE.provide(QuotaPolicy)],
};
