import { AppError } from '../common/errors/app-error.js';

export class ToolNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'TOOL_NOT_FOUND';

  constructor() {
    super('There is no such tool, or you may not discover it.');
  }
}
