import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import type { Credential } from '../credential.entity.js';
import { CredentialTokens } from '../credential-tokens.js';
import { CredentialsRepository } from '../credentials.repository.js';
import { OTHERS_CREDENTIALS } from '../leases/credential-records.js';
import { PresentedTokens } from '../validation/presented-tokens.js';

/** Finds what a caller may revoke by a text that stands for it. */
@Injectable()
export class RevokedTokens {
  constructor(
    private readonly accessors: CredentialTokens,
    private readonly tokens: PresentedTokens,
    private readonly credentials: CredentialsRepository,
  ) {}

  /** An accessor speaks for whoever holds it; a token for its own agent, and for those with `credential:manage`. */
  async idOf(
    { agentId, permissions }: Principal,
    given: { readonly accessor: string } | { readonly token: string },
  ): Promise<string | undefined> {
    if ('accessor' in given) return (await this.byAccessor(given.accessor))?.id;
    const credential = await this.byToken(given.token);
    const mayRevoke = credential?.agentId === agentId || permissions.allows(OTHERS_CREDENTIALS);
    return mayRevoke ? credential?.id : undefined;
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
