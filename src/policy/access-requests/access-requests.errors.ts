import { AppError } from '../../common/errors/app-error.js';

export class AccessRequestNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'ACCESS_REQUEST_NOT_FOUND';

  constructor() {
    super('There is no such access request, or none that you may see.');
  }
}

export class RequestedToolNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'REQUESTED_TOOL_NOT_FOUND';

  constructor() {
    super('There is no tool with this id that the agent may discover.');
  }
}

export class AccessRequestClosedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'ACCESS_REQUEST_CLOSED';

  constructor(status: string) {
    super(`The access request is ${status}: this cannot be done with it any more, or not yet.`);
  }
}

export class AccessRequestLimitError extends AppError {
  readonly category = 'conflict';
  readonly code = 'ACCESS_REQUEST_LIMIT_REACHED';

  constructor(most: number) {
    super(`${most} of your access requests wait to be decided already. Cancel one, or wait.`);
  }
}

export class DecisionNotIndependentError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'DECISION_NOT_INDEPENDENT';

  constructor() {
    super(
      'Nobody decides on a request of their own, nor of those whom they act for, who act for them, or who own them; ' +
        'nor does anybody by somebody who acts for them.',
    );
  }
}
