import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { Identity } from '../auth-method.js';
import { ASSERTION_TYPE, ClientAssertions } from './client-assertions.js';
import { ClientSecrets } from './client-secrets.js';
import type { OAuthClient } from './oauth-client.entity.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';
import { basisOf } from './token-basis.js';

/** What a client shows to prove itself (RFC 6749 §2.3): its secret, or an assertion that it has signed (RFC 7523 §2.2). */
export type PresentedClient =
  | { readonly clientId: string; readonly secret: string }
  | { readonly assertion: string; readonly assertionType: string; readonly clientId?: string | undefined };

/** Proves OAuth clients: each by the one way that it was made for. */
@Injectable()
export class ClientAuthenticator {
  constructor(
    private readonly secrets: ClientSecrets,
    private readonly assertions: ClientAssertions,
    private readonly clients: OAuthClientsRepository,
    private readonly clock: Clock,
  ) {}

  /** The client's agent, narrowed as the client is; undefined when nothing is proven. Throws only when it cannot tell. */
  async authenticate(presented: PresentedClient): Promise<Identity | undefined> {
    const client = await this.prove(presented);
    if (!client) return undefined;
    await this.clients.touch(client.id, this.clock.now());
    return identityOf(client);
  }

  private async prove(presented: PresentedClient): Promise<OAuthClient | undefined> {
    if ('secret' in presented) return this.secrets.verify(presented.clientId, presented.secret);
    const { assertion, assertionType, clientId } = presented;
    return assertionType === ASSERTION_TYPE ? this.assertions.verify(assertion, clientId) : undefined;
  }
}

function identityOf(client: OAuthClient): Identity {
  const { id, agentId, permissions, allowedAddresses, expiresAt } = client;
  return {
    agentId,
    limits: {
      ...(permissions && { permissions }),
      ...(allowedAddresses && { addresses: allowedAddresses }),
      ...(expiresAt && { expiresAt }),
      basis: basisOf(client),
      clientId: id,
    },
  };
}
