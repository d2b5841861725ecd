import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { DomainEvents } from '../common/events/domain-events.js';
import { newId } from '../common/ids.js';
import { Transactions } from '../database/index.js';
import type { Decision } from '../policy/index.js';
import type { Credential } from './credential.entity.js';
import { CredentialTokens } from './credential-tokens.js';
import { NoScopesGrantedError, NothingGrantedError } from './credentials.errors.js';
import { CredentialRefused, CredentialVended } from './credentials.events.js';
import { CredentialsRepository } from './credentials.repository.js';
import type { EmptyGrant, Grant } from './grant.js';

/** What is granted, to whom, by which decision. */
export interface Award {
  readonly grant: Grant;
  readonly principal: Principal;
  readonly decision: Decision;
  /** What the credential was asked for. */
  readonly reason?: string | undefined;
}

/** Puts a grant on record, as a credential or as a refusal. */
@Injectable()
export class CredentialIssuer {
  constructor(
    private readonly tokens: CredentialTokens,
    private readonly credentials: CredentialsRepository,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  /** The credential and its token, which exists nowhere else from here on. */
  async issue({ grant, principal, decision, reason }: Award): Promise<{ credential: Credential; token: string }> {
    const { token, hmac } = this.tokens.mint();
    const credential: Credential = {
      id: newId(),
      agentId: decision.agentId,
      toolId: decision.toolId,
      scopes: [...grant.scopes],
      tokenHmac: hmac,
      issuedAt: grant.issuedAt,
      expiresAt: grant.expiresAt,
      hardExpiresAt: grant.hardExpiresAt,
      maxUses: grant.maxUses,
      usesLeft: grant.maxUses,
      reason: reason ?? null,
      decisionId: decision.id,
      policyIds: policiesBehind(decision),
      ...proofOf(principal),
      revokedAt: null,
      revokeReason: null,
    };
    await this.transactions.run(async () => {
      await this.credentials.insert(credential);
      await this.events.publish(new CredentialVended(credential));
    });
    return { credential, token };
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

/** The enforced policies without whose match the answer could have been no. */
function policiesBehind({ trace }: Decision): string[] {
  const spoke = trace.filter((it) => it.mode === 'enforced' && it.outcome === 'match' && it.effect !== 'deny');
  return spoke.map((it) => it.policyId);
}
