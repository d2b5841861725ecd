import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/errors/app-error.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import type { Decision } from '../../policy/index.js';
import type { Credential } from '../credential.entity.js';
import { CredentialTokens } from '../credential-tokens.js';
import { NoScopesGrantedError, NothingGrantedError, UsesNotCountableError } from '../credentials.errors.js';
import { CredentialRefused, CredentialVended, type Lacking } from '../credentials.events.js';
import { type Award, credentialOf, policiesBehind } from './award.js';
import { CredentialJwts } from './credential-jwts.js';
import { GroundLost } from './ground-lost.js';
import { IssuingRepository } from './issuing.repository.js';

export interface IssuedCredential {
  readonly credential: Credential;
  /** Shown once. */
  readonly token: string;
  /** Shown once. */
  readonly accessor: string;
}

/** Puts a grant on record, as a credential or as a refusal, in the current transaction. */
@Injectable()
export class CredentialIssuer {
  constructor(
    private readonly tokens: CredentialTokens,
    private readonly jwts: CredentialJwts,
    private readonly issuing: IssuingRepository,
    private readonly events: DomainEvents,
  ) {}

  /**
   * The credential, its token and its accessor, which exist nowhere else from here on.
   *
   * @throws GroundLost when what it was granted on has changed meanwhile; TokenTooLongError
   */
  async issue(award: Award): Promise<IssuedCredential> {
    const { principal, decision, terms } = award;
    const accessor = this.tokens.mint('accessor');
    const opaque = terms.format === 'opaque' ? this.tokens.mint('token') : undefined;
    const credential = credentialOf(award, { tokenHmac: opaque?.hmac ?? null, accessorHmac: accessor.hmac });
    const token = opaque?.text ?? (await this.jwts.sign(credential, principal));
    const grounds = { agents: principal.epochs, policies: policiesBehind(decision) };
    const lost = await this.issuing.issue(credential, grounds);
    if (lost) throw new GroundLost(lost);
    await this.events.publish(new CredentialVended(credential));
    return { credential, token, accessor: accessor.text };
  }

  /** @returns what the caller is to be told, once the transaction has committed. */
  async refuse(lacking: Lacking, { id, toolId }: Decision): Promise<AppError> {
    await this.events.publish(new CredentialRefused(toolId, id, lacking));
    if (lacking === 'scopes') return new NoScopesGrantedError(id);
    return lacking === 'countable uses' ? new UsesNotCountableError(id) : new NothingGrantedError(lacking, id);
  }
}
