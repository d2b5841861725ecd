import { AppError } from '../../common/errors/app-error.js';
import type { ItemResult } from './dto/bulk-result.response.js';

export class BulkRefusedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'BULK_REFUSED';

  constructor(refused: readonly ItemResult[]) {
    super('Nothing was done, because all was to be done or nothing, and some of it is refused.', {
      errors: refused.flatMap(({ index, problem }) =>
        problem && problem.errors.length > 0
          ? problem.errors
          : [{ pointer: `/tools/${index}`, code: problem?.code ?? '', detail: problem?.detail ?? '' }],
      ),
    });
  }
}

export class RepeatedItemError extends AppError {
  readonly category = 'invalid';
  readonly code = 'REPEATED_ITEM';

  constructor() {
    const detail = 'The tool stands in the request before: each may be there once.';
    super(detail, { errors: [{ pointer: '/id', code: 'REPEATED_ITEM', detail }] });
  }
}
