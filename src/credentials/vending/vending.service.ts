import { Injectable } from '@nestjs/common';
import { InvalidTokenError, type Principal } from '../../auth/index.js';
import { CredentialVendor, type VendedCredential } from './credential-vendor.js';
import { GroundLost } from './ground-lost.js';
import type { VendRequest } from './vend-request.js';

/** Vends credentials: for one agent, one tool, these scopes, this long. */
@Injectable()
export class VendingService {
  constructor(private readonly vendor: CredentialVendor) {}

  /**
   * A new credential with what is left of the request within the tool's scopes, the policies' obligations, the
   * configured limits and the life of the caller's proof; cuts come with warnings.
   *
   * Policies that change meanwhile decide anew.
   *
   * @throws ToolNotFoundError, ValidationFailedError, AccessDeniedError, NoScopesGrantedError, NothingGrantedError,
   *   UsesNotCountableError; InvalidTokenError when the caller has lost meanwhile what let it in
   */
  async generateCredential(principal: Principal, toolId: string, request: VendRequest): Promise<VendedCredential> {
    for (;;) {
      try {
        return await this.vendor.vend({ principal, toolId, request });
      } catch (error) {
        if (!(error instanceof GroundLost)) throw error;
        if (error.ground === 'agents') throw new InvalidTokenError();
      }
    }
  }
}
