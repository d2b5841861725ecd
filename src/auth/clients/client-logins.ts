import { Injectable } from '@nestjs/common';
import type { Identity } from '../auth-method.js';
import { ConfiguredMethods, type ProvenBy } from '../method-instances/configured-methods.js';
import { ClientAuthenticator, type PresentedClient } from './client-authenticator.js';

/** The kind of auth method that clients log in by. */
export const CLIENT_CREDENTIALS = 'client_credentials';

/** A proven client, and the auth method instance that lets it in. */
export interface ClientLogin {
  readonly identity: Identity;
  readonly method: ProvenBy;
}

/** Lets clients in at OAuth endpoints, as long as an auth method of their kind is enabled. */
@Injectable()
export class ClientLogins {
  constructor(
    private readonly methods: ConfiguredMethods,
    private readonly authenticator: ClientAuthenticator,
  ) {}

  /** Undefined when nothing is proven, or clients may not log in. Throws only when it cannot tell. */
  async authenticate(presented: PresentedClient): Promise<ClientLogin | undefined> {
    const configured = await this.methods.findOfKind(CLIENT_CREDENTIALS);
    const identity = configured && (await this.authenticator.authenticate(presented));
    return identity && { identity, method: configured };
  }
}
