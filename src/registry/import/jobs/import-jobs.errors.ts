import { AppError } from '../../../common/errors/app-error.js';

export class ImportNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'IMPORT_NOT_FOUND';

  constructor() {
    const detail = 'There is no such import, it was finished more than a week ago, or it is not yours.';
    super(detail, { errors: [{ pointer: 'id', code: 'IMPORT_NOT_FOUND', detail }] });
  }
}

export class TooManyImportsError extends AppError {
  readonly category = 'limited';
  readonly code = 'TOO_MANY_IMPORTS';

  constructor(most: number, retryAfter: number) {
    super(`You have ${most} imports under way. Wait until one is done.`, { retryAfter });
  }
}

export class ImportAbandonedError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'IMPORT_ABANDONED';

  constructor() {
    super('The import was begun several times and never came to an end. Import the document in parts.');
  }
}
