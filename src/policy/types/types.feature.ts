import type { Feature } from '../../common/feature.js';
import { POLICY_TYPE } from '../policy-type.js';
import { ArgumentsPolicy } from './arguments.policy.js';
import { AttributePolicy } from './attribute.policy.js';
import { IpRangePolicy } from './ip-range.policy.js';
import { OwnerPolicy } from './owner.policy.js';
import { RoleBasedPolicy } from './role-based.policy.js';
import { TimeBasedPolicy } from './time-based.policy.js';

/** The built-in policy kinds that keep nothing of their own. */
export const TYPES: Feature = {
  providers: [
    POLICY_TYPE.provide(RoleBasedPolicy),
    POLICY_TYPE.provide(TimeBasedPolicy),
    POLICY_TYPE.provide(OwnerPolicy),
    POLICY_TYPE.provide(IpRangePolicy),
    POLICY_TYPE.provide(AttributePolicy),
    POLICY_TYPE.provide(ArgumentsPolicy),
  ],
};
