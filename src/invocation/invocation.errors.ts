import { AppError } from '../common/errors/app-error.js';

export class CredentialRequiredError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'CREDENTIAL_REQUIRED';

  constructor() {
    super('Present, as bearer, a credential that was vended to you for this tool and holds the scope "invoke".');
  }
}

export class CredentialUsedUpError extends AppError {
  readonly category = 'unauthenticated';
  readonly code = 'CREDENTIAL_USED_UP';

  constructor() {
    super('The credential has ended, or its last use was taken. Ask for another.');
  }
}

export class ToolTypeNotInstalledError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'TOOL_TYPE_NOT_INSTALLED';

  constructor(kind: string) {
    super(`This instance cannot execute tools of type "${kind}": it is not installed.`);
  }
}

export class ToolSettingsInvalidError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'TOOL_SETTINGS_INVALID';

  constructor() {
    super('The settings of the tool do not fit its type as it is installed now. Its owner has to correct them.');
  }
}

export class ToolBusyError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'TOOL_BUSY';

  constructor() {
    super('As many calls of this tool are in flight as are allowed at once. Try again soon.', { retryAfter: 1 });
  }
}

export class ToolTimedOutError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'TOOL_TIMED_OUT';

  constructor() {
    super('The tool did not answer in time. Whether it did its work is not known.');
  }
}

export class ToolUnreachableError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'TOOL_UNREACHABLE';

  constructor() {
    super('The tool could not be reached, or broke off.');
  }
}

export class ToolAnswerUnusableError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'TOOL_ANSWER_UNUSABLE';

  constructor(reason: string) {
    super(`The tool answered, but the answer ${reason}.`);
  }
}
