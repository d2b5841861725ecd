import { AppError } from '../../common/errors/app-error.js';

export class AgentNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'AGENT_NOT_FOUND';

  constructor() {
    super('There is no such agent.');
  }
}

export class AgentNameTakenError extends AppError {
  readonly category = 'conflict';
  readonly code = 'AGENT_NAME_TAKEN';

  constructor() {
    const detail = 'Another agent has this name. Case and width of letters make no difference.';
    super(detail, { errors: [{ pointer: '/name', code: 'AGENT_NAME_TAKEN', detail }] });
  }
}

export class IdentityTakenError extends AppError {
  readonly category = 'conflict';
  readonly code = 'IDENTITY_TAKEN';

  constructor() {
    const detail = 'One of these subjects stands for another agent.';
    super(detail, { errors: [{ pointer: '/identities', code: 'IDENTITY_TAKEN', detail }] });
  }
}

export class UnknownOwnerError extends AppError {
  readonly category = 'invalid';
  readonly code = 'UNKNOWN_OWNER';

  constructor() {
    const detail = 'There is no such agent to be the owner.';
    super(detail, { errors: [{ pointer: '/ownerId', code: 'UNKNOWN_OWNER', detail }] });
  }
}

export class UnknownRoleError extends AppError {
  readonly category = 'invalid';
  readonly code = 'UNKNOWN_ROLE';

  constructor(role: string, position: number) {
    const detail = `There is no role "${role}".`;
    super(detail, { errors: [{ pointer: `/roles/${position}`, code: 'UNKNOWN_ROLE', detail }] });
  }
}

export class GrantTooWideError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'GRANT_TOO_WIDE';

  constructor(missing: readonly string[]) {
    super('Nobody can hand out more than they hold themselves.', { extensions: { missing } });
  }
}

export class AgentOutranksCallerError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'AGENT_OUTRANKS_CALLER';

  constructor() {
    super(
      'This agent holds permissions that your present login does not carry, so you cannot change it or log in as it.',
    );
  }
}

export class LastAdministratorError extends AppError {
  readonly category = 'conflict';
  readonly code = 'LAST_ADMINISTRATOR';

  constructor() {
    super('This would leave no active administrator. Make another one first.');
  }
}

export class AgentInUseError extends AppError {
  readonly category = 'conflict';
  readonly code = 'AGENT_IN_USE';

  constructor() {
    super('Tools or other records still name this agent. Hand them over first, or disable the agent instead.');
  }
}
