import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import type { CredentialResponse } from './leases/dto/credential.response.js';
import { VendedCredentialResponse } from './vending/dto/vended-credential.response.js';
import { RenewedCredentialResponse } from './leases/dto/renewed-credential.response.js';
import { RenewalService } from './leases/renewal.service.js';
import { RevocationRequests } from './revocation/revocation-requests.js';
import type { UseConditions } from './validation/standing-credential.js';
import { type ActiveCredential, ValidationService } from './validation/validation.service.js';
import { type DelegateRequest, DelegationService } from './vending/delegation.service.js';
import type { VendRequest } from './vending/vend-request.js';
import { VendingService } from './vending/vending.service.js';

/** What agents hold for single tools: vended, validated, used, renewed, revoked. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly vending: VendingService,
    private readonly delegation: DelegationService,
    private readonly validation: ValidationService,
    private readonly renewal: RenewalService,
    private readonly revocation: RevocationRequests,
  ) {}

  /**
   * Vends what is left of the request within all limits, with warnings of what was cut. The token is shown this once.
   *
   * @throws ToolNotFoundError, ValidationFailedError, AccessDeniedError, NoScopesGrantedError, NothingGrantedError,
   *   UsesNotCountableError
   */
  async generateCredential(
    principal: Principal,
    toolId: string,
    request: VendRequest,
  ): Promise<VendedCredentialResponse> {
    return VendedCredentialResponse.of(await this.vending.generateCredential(principal, toolId, request));
  }

  /**
   * Vends from a credential of the caller's a lesser one to a sub-agent, which ends with it. The token is shown this once.
   *
   * @throws CredentialNotFoundError, CredentialKeyNotProvenError, CredentialEndedError, DelegationNotAllowedError; and
   *   as `generateCredential`
   */
  async delegateCredential(
    principal: Principal,
    parentId: string,
    request: DelegateRequest,
  ): Promise<VendedCredentialResponse> {
    return VendedCredentialResponse.of(await this.delegation.delegate(principal, parentId, request));
  }

  /** The credential behind a token, one use taken where uses are counted; undefined, without a hint why, if not good. */
  validateCredential(
    asker: Principal,
    token: string,
    conditions?: UseConditions,
  ): Promise<ActiveCredential | undefined> {
    return this.validation.validateCredential(asker, token, conditions);
  }

  /**
   * Moves the end of one's own credential, as far as it would be vended today, with warnings of what was cut.
   *
   * @param incrementSeconds counted from now. Absent: the configured default.
   * @throws whatever keeps it from being renewed, which leaves it as it is: see RenewalService.
   */
  async renewCredential(
    principal: Principal,
    id: string,
    incrementSeconds?: number,
  ): Promise<RenewedCredentialResponse> {
    return RenewedCredentialResponse.ofRenewed(await this.renewal.renewCredential(principal, id, incrementSeconds));
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
