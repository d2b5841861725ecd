import { type ArgumentsHost, Catch, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ProblemFilter } from '../../common/http/problem.filter.js';
import { InsufficientPermissionError, InvalidTokenError, UnauthenticatedError } from '../auth.errors.js';
import { InvalidDpopProofError } from '../dpop/dpop.errors.js';
import { presentedToken } from './authorization-header.js';
import { Challenges, type Refusal } from './challenges.js';
import type { GuardedRequest } from './guarded-request.js';

type AccessRefusal = UnauthenticatedError | InvalidTokenError | InvalidDpopProofError | InsufficientPermissionError;

/** Tells who was refused how to come back, wherever the refusal was thrown. */
@Catch(UnauthenticatedError, InvalidTokenError, InvalidDpopProofError, InsufficientPermissionError)
export class AccessRefusalFilter extends ProblemFilter {
  @Inject(Challenges)
  private readonly challenges!: Challenges;

  override async catch(error: AccessRefusal, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<GuardedRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    reply.header('www-authenticate', this.challenges.of(refusalOf(error, request)));
    await super.catch(error, host);
  }
}

function refusalOf(error: AccessRefusal, { headers, requiredPermission }: GuardedRequest): Refusal {
  const missing = error instanceof InsufficientPermissionError ? error.permission : undefined;
  const isAboutProof = error instanceof InvalidDpopProofError;
  return {
    error: errorCodeOf(error),
    scheme: isAboutProof ? 'DPoP' : (presentedToken(headers.authorization)?.scheme ?? 'Bearer'),
    permissions: [...new Set([requiredPermission, missing])].filter((it) => it !== undefined),
  };
}

function errorCodeOf(error: AccessRefusal): Refusal['error'] {
  if (error instanceof InvalidTokenError) return 'invalid_token';
  if (error instanceof InsufficientPermissionError) return 'insufficient_scope';
  return error instanceof InvalidDpopProofError ? 'invalid_dpop_proof' : undefined;
}
