import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { EVERY_AGENT } from '../agents/agent-changes.js';
import { CallerChanges } from '../agents/caller-changes.js';
import { GrantRules } from '../agents/grant-rules.js';
import type { Principal } from '../principal.js';
import type { NewRole, RolePatch } from './role-inputs.js';
import { type RoleView, toRoleView } from './role-view.js';
import {
  RoleBuiltInError,
  RoleInUseError,
  RoleNameTakenError,
  RoleNotFoundError,
  RoleOutranksCallerError,
} from './roles.errors.js';
import { RoleCreated, RoleDeleted, RoleUpdated } from './roles.events.js';
import { RolesRepository } from './roles.repository.js';

/**
 * Changes of roles by those who may manage agents and hold all that the role grants, before and after. In force at once,
 * on every instance, for tokens already issued too.
 *
 * All methods throw InvalidTokenError and InsufficientPermissionError when the caller has lost meanwhile what let it in.
 * What changes a role that is there throws RoleNotFoundError, RoleBuiltInError, RoleOutranksCallerError and
 * PreconditionFailedError.
 */
@Injectable()
export class RoleAdministration {
  constructor(
    private readonly roles: RolesRepository,
    private readonly rules: GrantRules,
    private readonly changes: CallerChanges,
    private readonly clock: Clock,
  ) {}

  /** @throws UnknownPermissionError, GrantTooWideError, RoleNameTakenError */
  createRole(asked: Principal, { name, description, permissions }: NewRole): Promise<RoleView> {
    return this.changes.change(asked, EVERY_AGENT, async (caller, publish) => {
      this.rules.requireManager(caller);
      await this.rules.requireMayGrant(caller, [], permissions);
      const now = this.clock.now();
      const role = { name, description, permissions: [...new Set(permissions)], builtIn: false, revision: 1 };
      const row = { ...role, createdAt: now, updatedAt: now };
      if (!(await this.roles.insertIfNameIsFree(row))) throw new RoleNameTakenError();
      await publish(new RoleCreated(toRoleView(row)));
      return toRoleView(row);
    });
  }

  /** @throws UnknownPermissionError, GrantTooWideError */
  updateRole(asked: Principal, name: string, patch: RolePatch, expected: ExpectedRevision): Promise<RoleView> {
    return this.changes.change(asked, EVERY_AGENT, async (caller, publish) => {
      const before = await this.requireChangeable(caller, name);
      const { description, permissions } = patch;
      await this.rules.requireMayGrant(caller, [], permissions ?? []);
      const changed = {
        description,
        permissions: permissions && [...new Set(permissions)],
        updatedAt: this.clock.now(),
      };
      if (!(await this.roles.update(name, expected, changed))) throw new PreconditionFailedError();
      const after = await this.require(name);
      await publish(new RoleUpdated(before, after));
      return after;
    });
  }

  /** @throws RoleInUseError while agents hold it. */
  deleteRole(asked: Principal, name: string, expected: ExpectedRevision): Promise<void> {
    return this.changes.change(asked, EVERY_AGENT, async (caller, publish) => {
      const role = await this.requireChangeable(caller, name);
      if (expected !== 'any' && expected !== role.revision) throw new PreconditionFailedError();
      if (await this.roles.isHeld(name)) throw new RoleInUseError();
      await this.roles.delete(name);
      await publish(new RoleDeleted(role));
    });
  }

  private async requireChangeable(caller: Principal, name: string): Promise<RoleView> {
    this.rules.requireManager(caller);
    const role = await this.require(name);
    if (role.builtIn) throw new RoleBuiltInError();
    if (caller.permissions.missing(role.permissions).length > 0) throw new RoleOutranksCallerError();
    return role;
  }

  private async require(name: string): Promise<RoleView> {
    const [role] = await this.roles.findByNames([name]);
    if (!role) throw new RoleNotFoundError();
    return toRoleView(role);
  }
}
