import { SetMetadata } from '@nestjs/common';
import type { Permission } from '../permissions.js';

export const CHECKED_PERMISSIONS = Symbol('CHECKED_PERMISSIONS');

export interface CheckedPermission {
  readonly permission: Permission;
  /** Whether it may be held for single objects. */
  readonly narrowable: boolean;
}

/** For services that ask about a permission that no route needs: it can be granted then, as those of routes can. */
export const ChecksPermission = (permission: Permission, { narrowable = false } = {}) =>
  SetMetadata<symbol, CheckedPermission>(CHECKED_PERMISSIONS, { permission, narrowable });
