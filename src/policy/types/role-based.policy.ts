import { Injectable } from '@nestjs/common';
import type { AccessRequest, PolicyType, Verdict } from '../policy-type.js';
import { RoleBasedSettings } from './role-based.settings.js';

@Injectable()
export class RoleBasedPolicy implements PolicyType<RoleBasedSettings> {
  readonly kind = 'role_based';
  readonly description = 'Matches agents that have one of the named roles, or every authenticated agent.';
  readonly settingsDto = RoleBasedSettings;
  readonly dependsOn = 'principal';
  readonly bounded = true;
  readonly defaultEffect = 'permit';

  evaluate({ roles }: RoleBasedSettings, { subject }: AccessRequest): Verdict {
    if (roles === 'any')
      return { outcome: 'match', reasons: [{ code: 'ANY_AGENT', detail: 'Every authenticated agent matches.' }] };
    const held = roles.find((it) => subject.roles.includes(it));
    return held === undefined
      ? { outcome: 'no_match', reasons: [{ code: 'ROLE_MISSING', detail: 'The agent has none of the roles.' }] }
      : { outcome: 'match', reasons: [{ code: 'ROLE_HELD', detail: `The agent has the role "${held}".` }] };
  }
}
