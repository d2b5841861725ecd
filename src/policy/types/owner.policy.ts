import { Injectable } from '@nestjs/common';
import type { AccessRequest, PolicyType, ToolFilter, Verdict } from '../policy-type.js';

/** There is nothing to set. */
export class OwnerSettings {}

@Injectable()
export class OwnerPolicy implements PolicyType<OwnerSettings> {
  readonly kind = 'owner';
  readonly description = 'Matches the agent that owns the tool.';
  readonly settingsDto = OwnerSettings;
  readonly dependsOn = 'tool';
  readonly bounded = true;
  readonly defaultEffect = 'permit';

  matching(_settings: OwnerSettings, { subject }: Pick<AccessRequest, 'subject'>): ToolFilter {
    return { match: 'owners', ids: [subject.id] };
  }

  evaluate(_settings: OwnerSettings, { subject, resource }: AccessRequest): Verdict {
    return resource.attributes['ownerId'] === subject.id
      ? { outcome: 'match', reasons: [{ code: 'OWNER', detail: 'The agent owns the tool.' }] }
      : { outcome: 'no_match', reasons: [{ code: 'NOT_OWNER', detail: 'The agent does not own the tool.' }] };
  }
}
