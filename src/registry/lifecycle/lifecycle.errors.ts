import { AppError } from '../../common/errors/app-error.js';
import type { ToolStatus } from '../tools/tool-status.js';
import { possibleFrom } from './transitions.js';

export class TransitionNotPossibleError extends AppError {
  readonly category = 'conflict';
  readonly code = 'TRANSITION_NOT_POSSIBLE';

  constructor(status: ToolStatus) {
    const detail = `The tool is ${status}. From there it can only: ${possibleFrom(status).join(', ')}.`;
    super(detail, { errors: [{ pointer: '/transition', code: 'TRANSITION_NOT_POSSIBLE', detail }] });
  }
}

export class ToolNotActiveError extends AppError {
  readonly category = 'conflict';
  readonly code = 'TOOL_NOT_ACTIVE';

  constructor(status: ToolStatus) {
    super(`The tool is ${status}: only active and deprecated tools are used.`);
  }
}

export class InvalidDeprecationError extends AppError {
  readonly category = 'invalid';
  readonly code = 'INVALID_DEPRECATION';

  constructor(member: 'sunsetAt' | 'successorId', detail: string) {
    super(detail, { errors: [{ pointer: `/${member}`, code: 'INVALID_DEPRECATION', detail }] });
  }
}

export class StatusNotAllowedError extends AppError {
  readonly category = 'invalid';
  readonly code = 'STATUS_NOT_ALLOWED';

  constructor() {
    const detail = 'New tools are drafts here: a second person activates them.';
    super(detail, { errors: [{ pointer: '/status', code: 'STATUS_NOT_ALLOWED', detail }] });
  }
}

export class SecondPersonNeededError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'SECOND_PERSON_NEEDED';

  constructor() {
    const detail =
      'You, an agent with the same owner or who acts for you had a hand in this tool since it was last approved: ' +
      'somebody else has to activate it, with a proof of their own.';
    super(detail, { errors: [{ pointer: '/transition', code: 'SECOND_PERSON_NEEDED', detail }] });
  }
}
