import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import type { Credential } from '../credential.entity.js';
import { CredentialTokens } from '../credential-tokens.js';
import { CredentialNotFoundError } from '../credentials.errors.js';
import { CredentialsRepository } from '../credentials.repository.js';
import { PresentedTokens } from '../validation/presented-tokens.js';
import { OTHERS_CREDENTIALS } from './credential-records.js';
import { CredentialResponse } from './dto/credential.response.js';
import type { LookupRequest } from './dto/lookup.request.js';

/** Finds credentials by the texts that stand for them. */
@Injectable()
export class CredentialLookup {
  constructor(
    private readonly accessors: CredentialTokens,
    private readonly tokens: PresentedTokens,
    private readonly credentials: CredentialsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What is known of a credential, by its accessor whoever holds it, by its token one's own or with `credential:manage`
   * any. No use is taken.
   *
   * @throws CredentialNotFoundError, the same for whatever is not found or not shown.
   */
  async lookUp({ agentId, permissions }: Principal, { accessor, token }: LookupRequest): Promise<CredentialResponse> {
    const credential = await (token === undefined ? this.byAccessor(accessor ?? '') : this.byToken(token));
    const visible = token === undefined || credential?.agentId === agentId || permissions.allows(OTHERS_CREDENTIALS);
    if (!credential || !visible) throw new CredentialNotFoundError();
    return CredentialResponse.of(credential, this.clock.now());
  }

  private byAccessor(accessor: string): Promise<Credential | null> {
    return this.credentials.findByAccessor(this.accessors.hmacsOf('accessor', accessor));
  }

  private async byToken(token: string): Promise<Credential | null> {
    const key = await this.tokens.keyOf(token);
    if (!key) return null;
    return 'id' in key ? this.credentials.findById(key.id) : this.credentials.findByToken(key.hmacs);
  }
}
