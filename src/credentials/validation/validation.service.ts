import { Injectable } from '@nestjs/common';
import { isAllowedAddress, type Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { CredentialTokens } from '../credential-tokens.js';
import { type ActiveCredential, CredentialUsesRepository } from './credential-uses.repository.js';
import { CredentialValidated } from '../credentials.events.js';
import { CredentialsRepository } from '../credentials.repository.js';

export const VALIDATE_PERMISSION = 'credential:validate';

/** Tells whether credentials are good, and takes their uses. */
@Injectable()
export class ValidationService {
  constructor(
    private readonly tokens: CredentialTokens,
    private readonly credentials: CredentialsRepository,
    private readonly uses: CredentialUsesRepository,
    private readonly clock: Clock,
    private readonly events: DomainEvents,
  ) {}

  /**
   * The credential behind a token, one use taken where uses are counted.
   *
   * Undefined, without a hint at the reason, when it is unknown, expired, revoked or used up, lacks a scope, belongs to
   * a disabled agent, rests on a proof that has ended or is bound to other addresses than the asker's, or is for a tool
   * that the asker may not ask about.
   */
  async validateCredential(
    asker: Principal,
    token: string,
    scopes: readonly string[] = [],
  ): Promise<ActiveCredential | undefined> {
    const hmacs = this.tokens.hmacsOf('token', token);
    const conditions = { tools: asker.permissions.narrowings(VALIDATE_PERMISSION), scopes };
    const good = await this.isGoodHere(hmacs);
    const credential = good ? await this.uses.takeByToken(hmacs, this.clock.now(), conditions) : undefined;
    const event = new CredentialValidated(credential !== undefined, credential?.id, credential?.toolId);
    await this.events.observe(event);
    return credential;
  }

  /** Takes one use where uses are counted. False: the credential is no longer good, and nothing may be done with it. */
  takeUse(credentialId: string): Promise<boolean> {
    return this.uses.takeById(credentialId, this.clock.now());
  }

  /** Addresses are never changed, so that they may be looked at before the use is taken. */
  private async isGoodHere(hmacs: readonly Buffer[]): Promise<boolean> {
    const credential = await this.credentials.findActiveByHmac(hmacs, this.clock.now());
    return credential !== null && isAllowedAddress(credential.addresses ?? undefined);
  }
}
