import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { currentRequest } from '../../common/http/request-context.js';
import { RouteClosedError } from '../auth.errors.js';
import { RouteAccess } from '../narrowing/route-access.js';
import { ACCESS_RULE, type AccessRule } from './access.decorators.js';
import { Authenticator } from './authenticator.js';
import type { GuardedRequest } from './guarded-request.js';

type PermissionRule = Extract<AccessRule, { access: 'permission' }>;

/** Refuses every request that its route does not expressly allow. Decides by the handler alone, never by the path. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly routes: RouteAccess,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!rule) throw new RouteClosedError();
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (rule.access === 'public') await this.authenticator.proveKey(request);
    else await this.requirePermission(rule, request);
    return true;
  }

  private async requirePermission(rule: PermissionRule, request: GuardedRequest): Promise<void> {
    request.requiredPermission = rule.permission;
    const principal = await this.authenticator.authenticate(request);
    request.principal = principal;
    const current = currentRequest();
    if (current) current.agentId = principal.agentId;
    await this.routes.requirePermitted(rule, principal, request.params as Record<string, string>);
  }
}
