import type { Permission } from '../permissions.js';

export interface NewRole {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

/** What is absent stays as it is. */
export type RolePatch = Partial<Omit<NewRole, 'name'>>;
