import { Injectable } from '@nestjs/common';
import { InvalidTokenError, type Principal } from '../../auth/index.js';
import { Environment } from '../../config/environment.js';
import { type Decision, DecisionsService } from '../../policy/index.js';
import { type ExecutableTool, ToolCatalog } from '../../registry/index.js';
import { CredentialIssuer, type IssuedCredential } from './credential-issuer.js';
import { computeGrant, type Grant, type GrantLimits, type GrantRequest } from './grant.js';
import { GroundLost } from './ground-lost.js';

/** What an agent asks of a credential, and why. */
export interface VendRequest extends GrantRequest {
  readonly reason?: string;
}

export interface VendedCredential extends IssuedCredential {
  readonly warnings: Grant['warnings'];
}

/** Vends credentials: for one agent, one tool, these scopes, this long. */
@Injectable()
export class VendingService {
  constructor(
    private readonly catalog: ToolCatalog,
    private readonly decisions: DecisionsService,
    private readonly issuer: CredentialIssuer,
    private readonly environment: Environment,
  ) {}

  /**
   * A new credential with what is left of the request within the tool's scopes, the policies' obligations, the
   * configured limits and the life of the caller's proof; cuts come with warnings.
   *
   * Policies that change meanwhile decide anew.
   *
   * @throws ToolNotFoundError, AccessDeniedError, NoScopesGrantedError, NothingGrantedError; InvalidTokenError when
   *   the caller has lost meanwhile what let it in
   */
  async generateCredential(principal: Principal, toolId: string, request: VendRequest): Promise<VendedCredential> {
    for (;;) {
      try {
        return await this.vend(principal, toolId, request);
      } catch (error) {
        if (!(error instanceof GroundLost)) throw error;
        if (error.ground === 'agents') throw new InvalidTokenError();
      }
    }
  }

  private async vend(principal: Principal, toolId: string, request: VendRequest): Promise<VendedCredential> {
    const tool = await this.catalog.forUse(principal, toolId);
    const decision = await this.decisions.require({ principal, action: 'vend', toolId, use: true });
    const grant = computeGrant(request, this.limits(tool, decision, principal));
    if (grant.outcome === 'empty') return this.issuer.refuse(grant, decision);
    const issued = await this.issuer.issue({ grant, principal, decision, reason: request.reason });
    return { ...issued, warnings: grant.warnings };
  }

  private limits({ scopes }: ExecutableTool, decision: Decision, { proofEndsAt }: Principal): GrantLimits {
    const { at, obligations, validUntil } = decision;
    return {
      issuedAt: at,
      toolScopes: scopes,
      defaultTtlSeconds: this.environment.CREDENTIAL_DEFAULT_TTL_SECONDS,
      maxTtlSeconds: this.environment.CREDENTIAL_MAX_TTL_SECONDS,
      policy: obligations,
      endsBy: [validUntil, proofEndsAt].filter((it) => it !== undefined),
    };
  }
}
