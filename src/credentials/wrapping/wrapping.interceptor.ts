import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { Clock } from '../../common/clock.js';
import type { VendedCredentialResponse } from '../vending/dto/vended-credential.response.js';
import { WrappedCredentialResponse } from './dto/wrapped-credential.response.js';
import { WrappingService } from './wrapping.service.js';

type WrappableRequest = FastifyRequest<{ Body: { readonly wrapTtlSeconds?: number } | undefined }>;

/** Answers with a wrapping token in place of the credential where the request asks for it by `wrapTtlSeconds`. */
@Injectable()
export class WrappingInterceptor implements NestInterceptor<VendedCredentialResponse> {
  constructor(
    private readonly wrapping: WrappingService,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<VendedCredentialResponse>): Observable<object> {
    const { body, url } = context.switchToHttp().getRequest<WrappableRequest>();
    return next.handle().pipe(
      mergeMap(async (answer) => {
        // The body was validated on the way in, and may be left out.
        const wrapTtlSeconds = body?.wrapTtlSeconds;
        return wrapTtlSeconds === undefined ? answer : this.wrap(answer, pathOf(url), wrapTtlSeconds);
      }),
    );
  }

  private async wrap(answer: VendedCredentialResponse, creationPath: string, ttlSeconds: number): Promise<object> {
    const createdAt = this.clock.now();
    const wishedEnd = new Date(createdAt.getTime() + ttlSeconds * 1000);
    const expiresAt = wishedEnd < answer.expiresAt ? wishedEnd : answer.expiresAt;
    const wrapped = await this.wrapping.wrap({ answer, credentialId: answer.id, creationPath, createdAt, expiresAt });
    return WrappedCredentialResponse.of(wrapped, answer.accessor);
  }
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
