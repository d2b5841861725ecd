import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { Environment } from '../config/environment.js';
import { type Decision, DecisionsService } from '../policy/index.js';
import { type ExecutableTool, ToolCatalog } from '../registry/index.js';
import type { Credential } from './credential.entity.js';
import { CredentialIssuer } from './credential-issuer.js';
import { computeGrant, type Grant, type GrantLimits, type GrantRequest } from './grant.js';

/** What an agent asks of a credential, and why. */
export interface VendRequest extends GrantRequest {
  readonly reason?: string;
}

export interface VendedCredential {
  readonly credential: Credential;
  /** Shown once. */
  readonly token: string;
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
   * @throws ToolNotFoundError, AccessDeniedError, NoScopesGrantedError, NothingGrantedError
   */
  async generateCredential(principal: Principal, toolId: string, request: VendRequest): Promise<VendedCredential> {
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
