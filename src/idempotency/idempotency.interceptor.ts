import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable, of } from 'rxjs';
import type { Principal } from '../auth/index.js';
import { ValidationFailedError } from '../common/errors/common.errors.js';
import { IDEMPOTENT, type IdempotentOptions } from '../common/http/idempotent.decorator.js';
import { type ExecutionClaim, IdempotencyService, type RepeatableRequest } from './idempotency.service.js';
import { withoutSecrets } from './without-secrets.js';

const KEY = /^[\x20-\x7e]{1,255}$/;

type AuthenticatedRequest = FastifyRequest & { readonly principal?: Principal };

/** Honours `Idempotency-Key` on routes marked `@Idempotent()`, for callers who have proved who they are. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  readonly #log = new Logger(IdempotencyInterceptor.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: IdempotencyService,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const options = this.reflector.get<IdempotentOptions | undefined>(IDEMPOTENT, context.getHandler());
    const request = options && repeatable(context.switchToHttp().getRequest<AuthenticatedRequest>());
    if (!options || !request) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const beginning = await this.idempotency.begin(request);
    if ('claim' in beginning) return from(this.execute(beginning.claim, options, next, reply));
    reply.code(beginning.replay.status).header('idempotency-replayed', 'true');
    return of(beginning.replay.body);
  }

  private async execute(
    claim: ExecutionClaim,
    options: IdempotentOptions,
    next: CallHandler,
    reply: FastifyReply,
  ): Promise<unknown> {
    const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined }).catch(
      async (error: unknown) => {
        await this.settle('given back', this.idempotency.release(claim));
        throw error;
      },
    );
    const stored = { status: reply.statusCode, body: withoutSecrets(body, options.secrets ?? []) };
    await this.settle('stored', this.idempotency.complete(claim, stored));
    return body;
  }

  /** What was done is answered even when it cannot be kept for repetition. */
  private async settle(what: string, ending: Promise<void>): Promise<void> {
    try {
      await ending;
    } catch (error) {
      this.#log.warn(`A reply to an Idempotency-Key could not be ${what}`, error);
    }
  }
}

function repeatable(request: AuthenticatedRequest): RepeatableRequest | undefined {
  const { method, principal, url, body } = request;
  const key = request.headers['idempotency-key'];
  if (key === undefined || principal === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) {
    const detail = 'Idempotency-Key must be 1 to 255 printable ASCII characters';
    throw new ValidationFailedError([{ pointer: 'Idempotency-Key', code: 'MATCHES', detail }]);
  }
  const content = [url, principal.credential?.id ?? null, principal.actors ?? [], body ?? null];
  return { agentId: principal.agentId, route: `${method} ${request.routeOptions.url ?? url}`, key, content };
}
