import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { newId } from '../../common/ids.js';
import { Transactions } from '../../database/index.js';
import type { Decision } from '../../policy/index.js';
import type { Credential } from '../credential.entity.js';
import { CredentialTokens } from '../credential-tokens.js';
import { NoScopesGrantedError, NothingGrantedError } from '../credentials.errors.js';
import { CredentialRefused, CredentialVended } from '../credentials.events.js';
import type { EmptyGrant, Grant } from './grant.js';
import { GroundLost } from './ground-lost.js';
import { IssuingRepository } from './issuing.repository.js';
import { policiesBehind } from './policies-behind.js';

/** What is granted, to whom, by which decision. */
export interface Award {
  readonly grant: Grant;
  readonly principal: Principal;
  readonly decision: Decision;
  /** What the credential was asked for. */
  readonly reason?: string | undefined;
}

export interface IssuedCredential {
  readonly credential: Credential;
  /** Shown once. */
  readonly token: string;
  /** Shown once. */
  readonly accessor: string;
}

/** Puts a grant on record, as a credential or as a refusal. */
@Injectable()
export class CredentialIssuer {
  constructor(
    private readonly tokens: CredentialTokens,
    private readonly issuing: IssuingRepository,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  /**
   * The credential, its token and its accessor, which exist nowhere else from here on.
   *
   * @throws GroundLost when what it was granted on has changed meanwhile.
   */
  async issue({ grant, principal, decision, reason }: Award): Promise<IssuedCredential> {
    const token = this.tokens.mint('token');
    const accessor = this.tokens.mint('accessor');
    const policies = policiesBehind(decision);
    const credential: Credential = {
      id: newId(),
      agentId: decision.agentId,
      toolId: decision.toolId,
      scopes: [...grant.scopes],
      format: 'opaque',
      tokenHmac: token.hmac,
      accessorHmac: accessor.hmac,
      audience: null,
      boundKey: null,
      issuedAt: grant.issuedAt,
      expiresAt: grant.expiresAt,
      hardExpiresAt: grant.hardExpiresAt,
      renewable: true,
      renewedAt: null,
      parentId: null,
      rootId: null,
      delegations: 0,
      maxUses: grant.maxUses,
      usesLeft: grant.maxUses,
      reason: reason ?? null,
      decisionId: decision.id,
      policyIds: policies.map(({ policyId }) => policyId),
      ...proofOf(principal),
      revokedAt: null,
      revokeReason: null,
    };
    await this.transactions.run(async () => {
      const lost = await this.issuing.issue(credential, { agents: principal.epochs, policies });
      if (lost) throw new GroundLost(lost);
      await this.events.publish(new CredentialVended(credential));
    });
    return { credential, token: token.text, accessor: accessor.text };
  }

  /** @throws NoScopesGrantedError, NothingGrantedError always, once it is on record. */
  async refuse({ lacking }: EmptyGrant, { id, toolId }: Decision): Promise<never> {
    await this.transactions.run(() => this.events.publish(new CredentialRefused(toolId, id, lacking)));
    throw lacking === 'scopes' ? new NoScopesGrantedError(id) : new NothingGrantedError(lacking, id);
  }
}

/** What the credential ends with, and from where alone it may be used, as the proof that was presented for it. */
function proofOf({ basis, actors = [], addresses }: Principal): Pick<Credential, 'basis' | 'actors' | 'addresses'> {
  return { basis: [...basis], actors: [...actors], addresses: addresses ? [...addresses] : null };
}
