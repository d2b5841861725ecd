import { AppError } from '../common/errors/app-error.js';

export class CredentialNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'CREDENTIAL_NOT_FOUND';

  constructor() {
    super('There is no such credential, or it is not yours.');
  }
}

export class NoScopesGrantedError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'NO_SCOPES_GRANTED';

  constructor(decisionId: string) {
    super('None of the scopes you asked for is granted.', { extensions: { decisionId } });
  }
}

export class NothingGrantedError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'NOTHING_GRANTED';

  constructor(lacking: 'time' | 'uses', decisionId: string) {
    super(`The policies that apply leave no ${lacking} to grant.`, { extensions: { decisionId } });
  }
}

export class SecretNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'SECRET_NOT_FOUND';

  constructor() {
    super('The tool has no secret in this slot.');
  }
}

export class SecretPlacementTakenError extends AppError {
  readonly category = 'conflict';
  readonly code = 'SECRET_PLACEMENT_TAKEN';

  constructor() {
    const detail = 'Another secret of the tool already travels in this place of the request.';
    super(detail, { errors: [{ pointer: '/placement', code: 'SECRET_PLACEMENT_TAKEN', detail }] });
  }
}

export class SecretStoreUnavailableError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'SECRET_STORE_UNAVAILABLE';

  constructor() {
    super('The secret store cannot be used now.');
  }
}
