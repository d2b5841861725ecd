import { Injectable } from '@nestjs/common';
import { currentRequest } from '../http/request-context.js';
import { LimitGuard } from './limit.guard.js';

/** Limits each authenticated agent, from wherever it calls. Public routes have none. */
@Injectable()
export class PrincipalLimitGuard extends LimitGuard {
  protected override readonly by = 'principal';

  protected override trackerOf(): string | undefined {
    return currentRequest()?.agentId;
  }
}
