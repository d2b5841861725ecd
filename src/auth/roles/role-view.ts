import type { Permission } from '../permissions.js';
import type { Role } from './role.entity.js';

/** A role as callers see it. */
export interface RoleView {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
  /** Whether every registry has it; then it cannot be changed. */
  readonly builtIn: boolean;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function toRoleView({
  name,
  description,
  permissions,
  builtIn,
  revision,
  createdAt,
  updatedAt,
}: Role): RoleView {
  return { name, description, permissions, builtIn, revision, createdAt, updatedAt };
}
