import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import type { ActiveCredential } from './validation/credential-uses.repository.js';
import type { CredentialResponse } from './leases/dto/credential.response.js';
import { VendedCredentialResponse } from './vending/dto/vended-credential.response.js';
import { RevocationService } from './revocation/revocation.service.js';
import { ValidationService } from './validation/validation.service.js';
import { type VendRequest, VendingService } from './vending/vending.service.js';

/** What agents hold for single tools: vended, validated, used, revoked. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly vending: VendingService,
    private readonly validation: ValidationService,
    private readonly revocation: RevocationService,
  ) {}

  /**
   * Vends what is left of the request within all limits, with warnings of what was cut. The token is shown this once.
   *
   * @throws ToolNotFoundError, AccessDeniedError, NoScopesGrantedError, NothingGrantedError
   */
  async generateCredential(
    principal: Principal,
    toolId: string,
    request: VendRequest,
  ): Promise<VendedCredentialResponse> {
    return VendedCredentialResponse.of(await this.vending.generateCredential(principal, toolId, request));
  }

  /** The credential behind a token, one use taken where uses are counted; undefined, without a hint why, if not good. */
  validateCredential(
    asker: Principal,
    token: string,
    scopes?: readonly string[],
  ): Promise<ActiveCredential | undefined> {
    return this.validation.validateCredential(asker, token, scopes);
  }

  /** Revokes one's own credential, or with `credential:manage` any. @throws CredentialNotFoundError */
  revokeCredential(principal: Principal, id: string, reason?: string): Promise<CredentialResponse> {
    return this.revocation.revokeCredential(principal, id, reason);
  }

  /** Takes one use where uses are counted. False: the credential is no longer good, and nothing may be done with it. */
  takeUse(credentialId: string): Promise<boolean> {
    return this.validation.takeUse(credentialId);
  }
}
