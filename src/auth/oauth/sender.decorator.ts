import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { GuardedRequest } from '../guard/guarded-request.js';

/** The request with what proves its sender. Unlike `@Req()` it does not let query parameters through unread. */
export const Sender = createParamDecorator((_: unknown, context: ExecutionContext): GuardedRequest =>
  context.switchToHttp().getRequest<GuardedRequest>(),
);
