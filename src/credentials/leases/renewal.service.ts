import { Injectable } from '@nestjs/common';
import { InsufficientPermissionError, InvalidTokenError, type Principal } from '../../auth/index.js';
import { Environment } from '../../config/environment.js';
import { type Decision, DecisionsService } from '../../policy/index.js';
import { type ExecutableTool, ToolCatalog } from '../../registry/index.js';
import type { Credential } from '../credential.entity.js';
import { NothingGrantedError, TermsNotGrantedError } from '../credentials.errors.js';
import type { GrantWarning } from '../vending/grant.js';
import { GroundLost } from '../vending/ground-lost.js';
import { LeaseRenewer } from './lease-renewer.js';
import { RenewableLeases } from './renewable-leases.js';
import { computeRenewal, type RenewalLimits } from './renewal.js';

/** Whoever may not vend a credential for a tool may not renew one. */
export const RENEW_PERMISSION = 'credential:vend';

export interface RenewedCredential {
  readonly credential: Credential;
  readonly renewedAt: Date;
  readonly warnings: readonly GrantWarning[];
}

/** Moves the end of leases, as far as they would be granted today. */
@Injectable()
export class RenewalService {
  constructor(
    private readonly leases: RenewableLeases,
    private readonly catalog: ToolCatalog,
    private readonly decisions: DecisionsService,
    private readonly renewer: LeaseRenewer,
    private readonly environment: Environment,
  ) {}

  /**
   * One of the caller's own credentials, good for so many seconds from now, or for less with a warning where a limit
   * comes first: its hard end, what is configured and demanded by policies today, the end of the permission, of the
   * caller's proof and of its parent. A refusal leaves it as it is.
   *
   * Nobody renews for others: policies judge the holder, and `credential:manage` proves nothing for it.
   *
   * @param incrementSeconds absent: the configured default. It may shorten the lease, and what was delegated from it.
   * @throws CredentialNotFoundError, CredentialKeyNotProvenError, CredentialNotRenewableError, CredentialEndedError,
   *   InsufficientPermissionError, ToolNotFoundError, AccessDeniedError, TermsNotGrantedError, NothingGrantedError;
   *   InvalidTokenError when the caller has lost meanwhile what let it in
   */
  async renewCredential(principal: Principal, id: string, incrementSeconds?: number): Promise<RenewedCredential> {
    const increment = incrementSeconds ?? this.environment.CREDENTIAL_DEFAULT_TTL_SECONDS;
    for (;;) {
      try {
        const renewed = await this.renew(principal, id, increment);
        if (renewed) return renewed;
      } catch (error) {
        if (!(error instanceof GroundLost)) throw error;
        if (error.ground === 'agents') throw new InvalidTokenError();
      }
    }
  }

  /** Undefined: it changed between the question and the answer, and is looked at anew. */
  private async renew(principal: Principal, id: string, increment: number): Promise<RenewedCredential | undefined> {
    const credential = await this.leases.get(principal, id);
    const tool = await this.catalog.forUse(principal, credential.toolId, credential.versionId ?? undefined);
    if (!principal.permissions.allows(RENEW_PERMISSION, tool)) throw new InsufficientPermissionError(RENEW_PERMISSION);
    const decision = await this.decisions.require({ principal, action: 'vend', toolId: tool.id });
    const renewal = computeRenewal(credential, increment, this.limits(tool, decision, principal));
    if (renewal.outcome === 'withheld') throw new TermsNotGrantedError(renewal.terms, decision.id);
    if (renewal.outcome === 'no_time') throw new NothingGrantedError('time', decision.id);
    const renewed = await this.renewer.renew({ credential, expiresAt: renewal.expiresAt, principal, decision });
    const { at: renewedAt } = decision;
    return renewed && { credential: renewed, renewedAt, warnings: warningsOf(renewed, increment, renewedAt) };
  }

  private limits({ scopes }: ExecutableTool, decision: Decision, { proofEndsAt }: Principal): RenewalLimits {
    const { at, obligations, validUntil } = decision;
    return {
      now: at,
      toolScopes: scopes,
      maxTtlSeconds: this.environment.CREDENTIAL_MAX_TTL_SECONDS,
      policy: obligations,
      endsBy: [validUntil, proofEndsAt].filter((it) => it !== undefined),
    };
  }
}

function warningsOf({ expiresAt }: Credential, increment: number, now: Date): GrantWarning[] {
  const seconds = (expiresAt.getTime() - now.getTime()) / 1000;
  if (seconds >= increment) return [];
  return [{ code: 'TTL_CAPPED', detail: `The lifetime was cut to ${Math.floor(seconds)} seconds from now.` }];
}
