import { AppError } from '../../common/errors/app-error.js';

export class McpServerUnusableError extends AppError {
  readonly category = 'invalid';
  readonly code = 'MCP_SERVER_UNUSABLE';

  /** @param detail why, in words that hold nothing of what the server said. */
  constructor(detail: string) {
    super(detail, { errors: [{ pointer: '/url', code: 'MCP_SERVER_UNUSABLE', detail }] });
  }
}
