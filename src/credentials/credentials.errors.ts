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

export class UsesNotCountableError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'USES_NOT_COUNTABLE';

  constructor(decisionId: string) {
    super('A policy counts the uses of the credential, and those of a JWT cannot be counted: ask for an opaque one.', {
      extensions: { decisionId },
    });
  }
}

export class DelegationNotAllowedError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'DELEGATION_NOT_ALLOWED';

  constructor() {
    super('Nothing more can be delegated from this credential: it was vended without further levels of delegation.');
  }
}

export class CredentialEndedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'CREDENTIAL_ENDED';

  constructor(status: 'expired' | 'used_up' | 'revoked') {
    const how = { expired: 'has expired', used_up: 'is used up', revoked: 'was revoked' }[status];
    super(`The credential ${how}, and nothing brings it back. Ask for another.`, {
      extensions: { credentialStatus: status },
    });
  }
}

export class CredentialNotRenewableError extends AppError {
  readonly category = 'conflict';
  readonly code = 'CREDENTIAL_NOT_RENEWABLE';

  constructor() {
    super('The credential was vended as one that cannot be renewed. Ask for another.');
  }
}

export class CredentialKeyNotProvenError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'CREDENTIAL_KEY_NOT_PROVEN';

  constructor() {
    super(
      'The credential is bound to a key: prove to hold it by a token bound to that key and a DPoP proof (RFC 9449).',
    );
  }
}

export class TermsNotGrantedError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'TERMS_NOT_GRANTED';

  constructor(terms: readonly ('scopes' | 'uses' | 'key')[], decisionId: string) {
    const detail = `What the credential holds would not be granted today (${terms.join(', ')}). Ask for another.`;
    super(detail, { extensions: { terms, decisionId } });
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

/** The operator has not written it, or the store has lost it. */
export class SecretMissingError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'SECRET_MISSING';

  constructor() {
    super('The secret store has no value for a secret of the tool, so the tool was not called.');
  }
}

export class AgentSecretMissingError extends AppError {
  readonly category = 'conflict';
  readonly code = 'AGENT_SECRET_MISSING';

  constructor(slot: string) {
    super(`The tool acts on your behalf: first put a secret of your own into its slot ${slot}.`, {
      extensions: { slot },
    });
  }
}

export class SecretStoreReadOnlyError extends AppError {
  readonly category = 'conflict';
  readonly code = 'SECRET_STORE_READ_ONLY';

  constructor(pointer: '/value' | '/holder') {
    const detail =
      'The secret store in use is read-only: its operator writes the values, and agents have none of their own.';
    super(detail, { errors: [{ pointer, code: 'SECRET_STORE_READ_ONLY', detail }] });
  }
}
