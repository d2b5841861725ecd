import { AppError } from '../../common/errors/app-error.js';
import type { Finding } from './finding.js';

export class ToolCheckFailedError extends AppError {
  readonly category = 'invalid';
  readonly code = 'TOOL_CHECK_FAILED';

  /** @param findings those that refuse the tool. */
  constructor(findings: readonly Finding[]) {
    const errors = findings.map(({ pointer, code, detail }) => ({ pointer, code, detail }));
    super('The checks of tools refuse this one.', { errors });
  }
}
