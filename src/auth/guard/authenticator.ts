import { Injectable } from '@nestjs/common';
import { InvalidTokenError, UnauthenticatedError } from '../auth.errors.js';
import { AuthService } from '../auth.service.js';
import { DpopProofs } from '../dpop/dpop-proofs.js';
import { InvalidDpopProofError } from '../dpop/dpop.errors.js';
import type { Principal } from '../principal.js';
import { Issuer } from '../tokens/issuer.js';
import { type PresentedToken, presentedToken } from './authorization-header.js';
import type { GuardedRequest } from './guarded-request.js';

/** Finds out who sends a request, by its token and by the key that it proves to hold. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly auth: AuthService,
    private readonly proofs: DpopProofs,
    private readonly issuer: Issuer,
  ) {}

  /** @throws UnauthenticatedError, InvalidTokenError, InvalidDpopProofError, AuthMethodUnavailableError */
  async authenticate(request: GuardedRequest): Promise<Principal> {
    const presented = presentedToken(request.headers.authorization);
    if (!presented) throw new UnauthenticatedError();
    const principal = await this.auth.verifyToken(presented.token);
    if (!principal) throw new InvalidTokenError();
    await this.proveKey(request);
    requireHolder(principal, presented, request.provenKey);
    return principal;
  }

  /**
   * Notes the key that the sender holds, where it sent a proof: once a request, for a proof is good once. A proof that
   * comes beside a token must name it.
   *
   * @throws InvalidDpopProofError
   */
  async proveKey(request: GuardedRequest): Promise<void> {
    const { dpop, authorization } = request.headers;
    if (dpop === undefined || request.provenKey !== undefined) return;
    const accessToken = presentedToken(authorization)?.token;
    // Several headers arrive as one list, which no proof is.
    const url = this.issuer.url + request.url;
    request.provenKey = await this.proofs.verify(String(dpop), { method: request.method, url, accessToken });
  }
}

/** RFC 9449 §7.1 and §7.2: a bound token takes its own scheme and key, and no other token takes that scheme. */
function requireHolder({ provenKey: boundTo }: Principal, { scheme }: PresentedToken, proven: string | undefined) {
  if (scheme === 'Bearer' && boundTo === undefined) return;
  if (scheme === 'DPoP' && proven === undefined) throw new InvalidDpopProofError('is missing');
  if (scheme === 'Bearer' || boundTo !== proven) throw new InvalidTokenError();
}
