import { Injectable } from '@nestjs/common';
import { RolesService } from '../../../auth/index.js';
import type { CompiledPolicy } from '../../decisions/compiled-policy.js';
import { EntitySources } from '../../entity-sources.js';
import { namesOf, rolesOf } from './names.js';
import type { Warning } from './warning.js';

/** Finds the names in policies that nobody and nothing has. */
@Injectable()
export class UnknownNames {
  constructor(
    private readonly roles: RolesService,
    private readonly sources: EntitySources,
  ) {}

  /** Roles that there are not, in the target or settings, and tool types that are not installed. */
  async warningsOf(policy: CompiledPolicy): Promise<Warning[]> {
    const roles = await this.roles.findUnknown(rolesOf(policy));
    const installed = this.sources.find('tool')?.values?.('toolType');
    const types = namesOf(policy.target.toolTypes).filter((it) => installed?.includes(it) === false);
    return [
      ...roles.map((it) => ({ code: 'UNKNOWN_ROLE', detail: `There is no role "${it}" now.` }) as const),
      ...types.map((it) => ({ code: 'UNKNOWN_TOOL_TYPE', detail: `No tool type "${it}" is installed.` }) as const),
    ];
  }
}
