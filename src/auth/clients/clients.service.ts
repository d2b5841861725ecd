import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { newId } from '../../common/ids.js';
import { CallerChanges } from '../agents/caller-changes.js';
import type { ProofReach } from '../agents/proof-rules.js';
import { ExpiryInPastError } from '../api-keys/api-keys.errors.js';
import type { Principal } from '../principal.js';
import { ClientAccess } from './client-access.js';
import { keySetOf } from './client-key-set.js';
import { ClientSecrets } from './client-secrets.js';
import { WrongClientAuthenticationError } from './clients.errors.js';
import { OAuthClientCreated } from './clients.events.js';
import type { NewOAuthClient } from './oauth-client-inputs.js';
import { type OAuthClientView, toOAuthClientView } from './oauth-client-view.js';
import type { OAuthClient } from './oauth-client.entity.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';

/** The OAuth clients of agents: making and finding them. Their own are the agents' business; those of others need `agent:manage`. */
@Injectable()
export class ClientsService {
  constructor(
    private readonly access: ClientAccess,
    private readonly clients: OAuthClientsRepository,
    private readonly secrets: ClientSecrets,
    private readonly changes: CallerChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * The only time that the secret is shown, where there is one.
   *
   * @throws WrongClientAuthenticationError, InvalidClientKeysError, ExpiryInPastError, and what `ClientAccess` throws.
   */
  async createClient(
    asked: Principal,
    agentId: string,
    wanted: NewOAuthClient,
  ): Promise<OAuthClientView & { clientSecret?: string }> {
    const { secret, ...proof } = this.proofOf(wanted);
    const row = { ...this.rowOf(agentId, wanted.name, reachOf(asked, wanted)), ...proof };
    if (row.expiresAt && row.expiresAt <= row.createdAt) throw new ExpiryInPastError();
    return this.changes.change(asked, agentId, async (caller, publish) => {
      await this.access.requireMayMake(caller, agentId, row);
      const client = { ...row, madeWith: await this.access.makersOf(caller, agentId) };
      await this.clients.insert(client);
      const view = toOAuthClientView(client);
      await publish(new OAuthClientCreated(view));
      return { ...view, ...(secret !== undefined && { clientSecret: secret }) };
    });
  }

  /** @throws what `ClientAccess` throws. */
  async getClient(caller: Principal, agentId: string, id: string): Promise<OAuthClientView> {
    return toOAuthClientView(await this.access.toSee(caller, agentId, id));
  }

  private proofOf({ authentication, jwks }: NewOAuthClient) {
    if (authentication === 'client_secret') {
      if (jwks) throw new WrongClientAuthenticationError('Clients that have a secret have no keys.', '/jwks');
      return { authentication, ...this.secrets.make(), jwks: null };
    }
    if (!jwks) throw new WrongClientAuthenticationError('jwks is required for private_key_jwt', '/jwks');
    return { authentication, secret: undefined, secretHmac: null, secretHint: null, jwks: keySetOf(jwks) };
  }

  private rowOf(agentId: string, name: string, reach: ProofReach) {
    const { permissions, expiresAt, allowedAddresses } = reach;
    return {
      ...{ id: newId(), agentId, name, previousHmac: null, previousEndsAt: null },
      permissions: permissions && [...new Set(permissions)],
      allowedAddresses: allowedAddresses && [...new Set(allowedAddresses)],
      ...{ tokenEpoch: 1, revision: 1, createdAt: this.clock.now(), expiresAt, revokedAt: null, lastUsedAt: null },
    } satisfies Partial<OAuthClient>;
  }
}

/** What is not asked for is bound as what the caller presents. */
function reachOf({ proofEndsAt, addresses }: Principal, wanted: NewOAuthClient): ProofReach {
  const { permissions = null, expiresAt, allowedAddresses } = wanted;
  return {
    permissions,
    expiresAt: wholeSecond(expiresAt ?? proofEndsAt ?? null),
    allowedAddresses: allowedAddresses ?? addresses ?? null,
  };
}

/** As access tokens tell when their proof ends. */
const wholeSecond = (moment: Date | null) => moment && new Date(Math.floor(moment.getTime() / 1000) * 1000);
