import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import type { AppError } from '../../common/errors/app-error.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { Environment } from '../../config/environment.js';
import { type Decision, DecisionsService } from '../../policy/index.js';
import { type ExecutableTool, ToolCatalog } from '../../registry/index.js';
import type { Credential } from '../credential.entity.js';
import { Audiences } from '../audiences.js';
import { CredentialIssuer, type IssuedCredential } from './credential-issuer.js';
import { computeGrant, type Grant, type GrantLimits } from './grant.js';
import { MOST_JWT_SECONDS } from './jwt-limits.js';
import { type Terms, termsFor } from './terms.js';
import type { VendRequest } from './vend-request.js';

/** Who is to receive a credential for which tool, and from which it is delegated. */
export interface Application {
  readonly principal: Principal;
  readonly toolId: string;
  readonly request: VendRequest;
  readonly parent?: Credential;
}

interface JudgedApplication extends Application {
  readonly tool: ExecutableTool;
  readonly terms: Terms;
  readonly decision: Decision;
}

export interface VendedCredential extends IssuedCredential {
  readonly warnings: Grant['warnings'];
}

/** Vends once: terms, decision, grant, credential; from the decision on in one transaction. */
@Injectable()
export class CredentialVendor {
  constructor(
    private readonly catalog: ToolCatalog,
    private readonly decisions: DecisionsService,
    private readonly issuer: CredentialIssuer,
    private readonly audiences: Audiences,
    private readonly environment: Environment,
  ) {}

  /**
   * @throws GroundLost when what was looked at has changed before the credential was issued: vend anew.
   * @throws ToolNotFoundError, VersionNotFoundError, VersionWithdrawnError, VersionNotServedError,
   *   ValidationFailedError, AccessDeniedError, NoScopesGrantedError, NothingGrantedError,
   *   UsesNotCountableError, TokenTooLongError
   */
  async vend(application: Application): Promise<VendedCredential> {
    const { principal, toolId, request, parent } = application;
    const tool = await this.catalog.forUse(principal, toolId, boundVersion(application), '/version');
    requireVersionOf(parent, tool);
    const addresses = [principal.addresses, parent?.addresses].filter((it) => it !== undefined && it !== null);
    const { provenKey } = principal;
    const terms = termsFor(request, { provenKey, addresses, audiences: this.audiences.of(tool) });
    const attempt = { principal, action: 'vend', toolId } as const;
    return this.decisions.carryOut(attempt, (decision) => this.grant({ ...application, tool, terms, decision }));
  }

  /** What is not granted is returned, not thrown: the decision and the refusal stay on record, and no quota is used. */
  private async grant(application: JudgedApplication): Promise<VendedCredential | AppError> {
    const { principal, request, parent, tool, terms, decision } = application;
    const uncountable = terms.format === 'jwt' && decision.obligations.maxUses !== undefined;
    if (uncountable) return this.issuer.refuse('countable uses', decision);
    const limits = { ...this.times(terms, decision, principal, parent), toolScopes: tool.scopes };
    const grant = computeGrant(request, { ...limits, policy: decision.obligations, ...(parent && { parent }) });
    if (grant.outcome === 'empty') return this.issuer.refuse(grant.lacking, decision);
    const versionId = boundVersion(application) === undefined ? null : tool.versionId;
    const award = { grant, terms, versionId, principal, decision, reason: request.reason, parent };
    const issued = await this.issuer.issue(award);
    return { ...issued, warnings: grant.warnings };
  }

  private times(
    { format }: Terms,
    { at, validUntil }: Decision,
    { proofEndsAt }: Principal,
    parent: Credential | undefined,
  ): Pick<GrantLimits, 'issuedAt' | 'defaultTtlSeconds' | 'maxTtlSeconds' | 'endsBy'> {
    const { CREDENTIAL_DEFAULT_TTL_SECONDS: usual, CREDENTIAL_MAX_TTL_SECONDS: most } = this.environment;
    const longest = format === 'jwt' ? MOST_JWT_SECONDS : Infinity;
    return {
      issuedAt: at,
      defaultTtlSeconds: Math.min(usual, longest),
      maxTtlSeconds: Math.min(most, longest),
      endsBy: [validUntil, proofEndsAt, parent?.expiresAt].filter((it) => it !== undefined),
    };
  }
}

/** What is delegated from a credential for one version is for that version. */
function boundVersion({ request, parent }: Application): string | undefined {
  return request.version ?? parent?.versionId ?? undefined;
}

function requireVersionOf(parent: Credential | undefined, { versionId }: ExecutableTool): void {
  if ((parent?.versionId ?? versionId) === versionId) return;
  const detail = 'version must be that of the credential from which this one is delegated';
  throw new ValidationFailedError([{ pointer: '/version', code: 'VERSION', detail }]);
}
