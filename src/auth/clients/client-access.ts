import { Injectable } from '@nestjs/common';
import { type ProofReach, ProofRules } from '../agents/proof-rules.js';
import { ApiKeyIssuer } from '../api-keys/api-key-issuer.js';
import type { Principal } from '../principal.js';
import { OAuthClientChangedByOtherError, OAuthClientNotFoundError, OAuthClientRevokedError } from './clients.errors.js';
import type { OAuthClient } from './oauth-client.entity.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';
import { basisOf, clientIdIn } from './token-basis.js';

/**
 * Clients, as far as the caller may reach them: by the rules that hold for every lasting proof of an agent.
 *
 * All methods throw AgentNotFoundError, and InsufficientPermissionError for agents of others.
 */
@Injectable()
export class ClientAccess {
  constructor(
    private readonly clients: OAuthClientsRepository,
    private readonly rules: ProofRules,
    private readonly keys: ApiKeyIssuer,
  ) {}

  /** @throws what `ProofRules.requireMayMake` throws. */
  async requireMayMake(caller: Principal, agentId: string, reach: ProofReach): Promise<void> {
    await this.rules.requireAccess(caller, agentId);
    await this.rules.requireMayMake(caller, agentId, reach);
  }

  /**
   * Whether the caller could have made the client as it becomes, and what it presents ends the client with it. Else
   * whoever has got hold of one proof could take over another, and keep it when the first is revoked.
   *
   * @throws OAuthClientChangedByOtherError, and what `makersOf` and `ProofRules.requireMayMake` throw.
   */
  async requireMayRemake(caller: Principal, client: OAuthClient): Promise<void> {
    await this.requireMayMake(caller, client.agentId, client);
    const makers = await this.makersOf(caller, client.agentId);
    const basis = basisOf(client);
    if (!makers.every((it) => basis.includes(it))) throw new OAuthClientChangedByOtherError();
  }

  /**
   * What a client must end with that the caller makes: the key and the clients of the same agent behind its proof, and
   * what these clients are now. Else whoever has got hold of one of them could make another one to stay.
   *
   * @throws InvalidTokenError when that key has been revoked meanwhile.
   */
  async makersOf(caller: Principal, agentId: string): Promise<string[]> {
    const key = await this.keys.keyBehind(caller, agentId);
    const clients = await this.clients.findIdsAmong(agentId, caller.basis);
    const ofClients = caller.basis.filter((it) => clients.includes(clientIdIn(it)));
    return key === null ? ofClients : [key, ...ofClients];
  }

  /** @throws OAuthClientNotFoundError */
  async toSee(caller: Principal, agentId: string, id: string): Promise<OAuthClient> {
    await this.rules.requireAccess(caller, agentId);
    const client = await this.clients.findOfAgent(agentId, id);
    if (!client) throw new OAuthClientNotFoundError();
    return client;
  }

  /** @throws OAuthClientNotFoundError, AgentOutranksCallerError, ProofOutranksCallerError */
  async toEnd(caller: Principal, agentId: string, id: string): Promise<OAuthClient> {
    const client = await this.toSee(caller, agentId, id);
    await this.rules.requireMayEnd(caller, client);
    return client;
  }

  /** @throws as `toEnd`, and OAuthClientRevokedError */
  async toChange(caller: Principal, agentId: string, id: string): Promise<OAuthClient> {
    const client = await this.toEnd(caller, agentId, id);
    if (client.revokedAt) throw new OAuthClientRevokedError();
    return client;
  }
}
