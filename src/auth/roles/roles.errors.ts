import { AppError } from '../../common/errors/app-error.js';

export class RoleNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'ROLE_NOT_FOUND';

  constructor() {
    super('There is no such role.');
  }
}

export class RoleNameTakenError extends AppError {
  readonly category = 'conflict';
  readonly code = 'ROLE_NAME_TAKEN';

  constructor() {
    const detail = 'There is a role of this name already.';
    super(detail, { errors: [{ pointer: '/name', code: 'ROLE_NAME_TAKEN', detail }] });
  }
}

export class RoleBuiltInError extends AppError {
  readonly category = 'conflict';
  readonly code = 'ROLE_BUILT_IN';

  constructor() {
    super('Every registry has this role, so it cannot be changed or deleted. Create one of your own instead.');
  }
}

export class RoleInUseError extends AppError {
  readonly category = 'conflict';
  readonly code = 'ROLE_IN_USE';

  constructor() {
    super('Agents hold this role. Take it from them first; `GET /api/v1/agents?role=` lists them.');
  }
}

export class RoleOutranksCallerError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'ROLE_OUTRANKS_CALLER';

  constructor() {
    super('This role has permissions that you do not hold, so you cannot change or delete it.');
  }
}
