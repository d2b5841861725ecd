import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { InsufficientPermissionError } from '../auth.errors.js';
import type { AccessRule } from '../guard/access.decorators.js';
import type { Principal } from '../principal.js';
import { ObjectPermissions } from './object-permissions.js';

type PermissionRule = Extract<AccessRule, { access: 'permission' }>;
type PathParameters = Readonly<Record<string, string>>;

/** Decides whether a caller may use a route, on the object that the path names. */
@Injectable()
export class RouteAccess {
  constructor(private readonly objects: ObjectPermissions) {}

  /**
   * @throws InsufficientPermissionError; where the permission is held for other objects only, the not-found error of
   * the object if the caller may not know of it.
   */
  async requirePermitted(rule: PermissionRule, principal: Principal, parameters: PathParameters): Promise<void> {
    const { permission, narrowedBy, narrowedInService, of: kind } = rule;
    const id = narrowedBy === undefined ? undefined : asStored(parameters[narrowedBy]);
    if (await this.isPermitted(rule, principal, id)) return;
    const forOthers = !narrowedInService && principal.permissions.allowsSome(permission);
    if (forOthers && id !== undefined && kind !== undefined) await this.objects.requireKnown(principal, id, kind);
    throw new InsufficientPermissionError(permission);
  }

  private async isPermitted(rule: PermissionRule, principal: Principal, id: string | undefined): Promise<boolean> {
    const { permission, narrowedInService, of: kind } = rule;
    if (narrowedInService) return principal.permissions.allowsSome(permission);
    if (id === undefined) return principal.permissions.allows(permission);
    return this.objects.holds(principal, permission, id, kind);
  }
}

/** Permissions name UUIDs as they are stored, in lower case. */
function asStored(id: string | undefined): string | undefined {
  return isUUID(id) ? id?.toLowerCase() : id;
}
