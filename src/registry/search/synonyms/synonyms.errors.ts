import { AppError } from '../../../common/errors/app-error.js';

export class SynonymNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'SYNONYM_NOT_FOUND';

  constructor() {
    const detail = 'There are no synonyms of this term.';
    super(detail, { errors: [{ pointer: 'term', code: 'SYNONYM_NOT_FOUND', detail }] });
  }
}

export class SynonymLimitReachedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'SYNONYM_LIMIT_REACHED';

  constructor(most: number) {
    super(`There are synonyms of ${String(most)} terms, and every search looks at them all. Delete some.`);
  }
}
