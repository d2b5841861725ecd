import { AppError } from '../common/errors/app-error.js';
import { OutboundTimeoutError, OutboundUnreachableError } from '../common/outbound/outbound.errors.js';
import { ToolTimedOutError, ToolUnreachableError } from './invocation.errors.js';

const MOST_CAUSES = 5;

/**
 * What a tool type threw, as an error whose message may be shown.
 *
 * Libraries wrap what our client throws, so causes are looked into; nothing else of a foreign error is passed on, and
 * what blames the caller's request is not believed: that was checked before.
 */
export function toToolError(thrown: unknown): AppError {
  let cause = thrown as { name?: unknown; cause?: unknown } | undefined | null;
  for (let depth = 0; depth < MOST_CAUSES && cause; depth += 1) {
    if (cause instanceof OutboundTimeoutError || cause.name === 'TimeoutError') return new ToolTimedOutError();
    if (cause instanceof OutboundUnreachableError) return new ToolUnreachableError();
    if (cause instanceof AppError && cause.category === 'unavailable') return cause;
    cause = cause.cause as typeof cause;
  }
  return new ToolUnreachableError();
}
