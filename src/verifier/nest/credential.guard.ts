import { type CanActivate, type ExecutionContext, HttpException, Inject, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { CredentialVerifier } from '../credential-verifier.js';
import { refusalReply } from '../refusal-reply.js';
import type { PresentedRequest, RefusedVerification } from '../verification.js';
import { CREDENTIAL_MODULE_OPTIONS, type CredentialModuleOptions } from './credential-module.options.js';
import { CREDENTIAL_VERIFIER } from './credential-verifier.token.js';
import type { RequestWithCredential } from './current-credential.decorator.js';
import { REQUIRED_SCOPES } from './require-scopes.decorator.js';

/** What Fastify and Express requests have in common. */
interface HttpRequest extends RequestWithCredential {
  readonly method: string;
  readonly url: string;
  readonly originalUrl?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly ip?: string;
}

/** What Fastify and Express replies have in common. */
interface HttpReply {
  header(name: string, value: string | string[]): unknown;
}

/** Lets a request pass that carries a good credential for the tool, with the scopes of `@RequireScopes`. */
@Injectable()
export class CredentialGuard implements CanActivate {
  readonly #logger = new Logger(CredentialGuard.name);

  constructor(
    private readonly reflector: Reflector,
    @Inject(CREDENTIAL_VERIFIER) private readonly verifier: CredentialVerifier,
    @Inject(CREDENTIAL_MODULE_OPTIONS) private readonly options: CredentialModuleOptions,
  ) {}

  /** @throws HttpException 401, 403 or 503, with challenges (RFC 6750, RFC 9449) on the reply. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    const presented = this.presented(request, context);
    const verification = await this.verifier.verify(presented);
    if (!verification.active) return this.refuse(verification, presented, http.getResponse<HttpReply>());
    request.credential = verification.credential;
    return true;
  }

  private presented(request: HttpRequest, context: ExecutionContext): PresentedRequest {
    const targets = [context.getHandler(), context.getClass()];
    const { method, url, originalUrl = url, ip, headers } = request;
    const { authorization, dpop } = headers;
    return {
      ...{ method, address: ip, dpop, authorization: String(authorization ?? '') },
      url: this.options.publicUrl.replace(/\/+$/, '') + originalUrl,
      scopes: this.reflector.getAllAndOverride<readonly string[] | undefined>(REQUIRED_SCOPES, targets),
    };
  }

  private refuse(refused: RefusedVerification, presented: PresentedRequest, reply: HttpReply): never {
    if (refused.cause !== undefined) this.#logger.error(`Credentials cannot be verified: ${String(refused.cause)}`);
    const { status, headers, message } = refusalReply(refused, presented);
    for (const [name, value] of Object.entries(headers)) reply.header(name, value);
    throw new HttpException({ statusCode: status, error: refused.reason, message }, status);
  }
}
