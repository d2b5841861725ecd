import { AppError } from '../../common/errors/app-error.js';
import type { Permission } from '../permissions.js';

export class UnknownPermissionError extends AppError {
  readonly category = 'invalid';
  readonly code = 'UNKNOWN_PERMISSION';

  /** @param unknown the permissions, each with the pointer to where it was given. */
  constructor(unknown: readonly { pointer: string; permission: Permission }[]) {
    super('Nothing in this registry asks for some of these permissions.', {
      errors: unknown.map(({ pointer, permission }) => ({
        pointer,
        code: 'UNKNOWN_PERMISSION',
        detail: `Nothing in this registry asks for the permission "${permission}".`,
      })),
    });
  }
}
