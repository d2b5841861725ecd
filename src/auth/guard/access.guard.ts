import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentRequest } from '../../common/http/request-context.js';
import {
  InsufficientPermissionError,
  InvalidTokenError,
  RouteClosedError,
  UnauthenticatedError,
} from '../auth.errors.js';
import { AuthService } from '../auth.service.js';
import type { Principal } from '../principal.js';
import { ACCESS_RULE, type AccessRule } from './access.decorators.js';

type Request = FastifyRequest & { principal?: Principal };
type PermissionRule = Extract<AccessRule, { access: 'permission' }>;

/** Refuses every request that its route does not expressly allow. Tells clients why in `WWW-Authenticate` (RFC 6750). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly auth: AuthService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!rule) throw new RouteClosedError();
    if (rule.access === 'public') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const principal = await this.authenticate(request, reply);
    request.principal = principal;
    const current = currentRequest();
    if (current) current.agentId = principal.agentId;
    if (!permits(rule, principal, request.params as Record<string, string>)) {
      challenge(reply, `error="insufficient_scope", scope="${rule.permission}"`);
      throw new InsufficientPermissionError(rule.permission);
    }
    return true;
  }

  private async authenticate({ headers }: Request, reply: FastifyReply): Promise<Principal> {
    const [, token] = /^Bearer +([\x21-\x7e]+)$/i.exec(headers.authorization ?? '') ?? [];
    if (token === undefined) {
      challenge(reply);
      throw new UnauthenticatedError();
    }
    const principal = await this.auth.verifyToken(token);
    if (principal) return principal;
    challenge(reply, 'error="invalid_token"');
    throw new InvalidTokenError();
  }
}

function permits(
  { permission, narrowedBy, narrowedInService }: PermissionRule,
  { permissions }: Principal,
  params: Record<string, string>,
) {
  if (narrowedInService) return permissions.allowsSome(permission);
  return permissions.allows(permission, narrowedBy === undefined ? undefined : params[narrowedBy]);
}

function challenge(reply: FastifyReply, parameters?: string): void {
  reply.header('WWW-Authenticate', ['Bearer realm="registry"', parameters].filter(Boolean).join(', '));
}
