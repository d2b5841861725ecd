import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Clock } from '../../common/clock.js';
import { Revocations } from '../revocation/revocations.js';
import type { OAuthClient } from './oauth-client.entity.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';

/** The clients that may prove themselves now. */
@Injectable()
export class UsableClients {
  constructor(
    private readonly clients: OAuthClientsRepository,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {}

  /** Stores a secret under the current master key, where it is stored under a previous one. @param hmacs the current first. */
  rehash(id: string, hmacs: readonly Buffer[]): Promise<void> {
    return this.clients.rehash(id, hmacs);
  }

  /** Undefined when it is unknown, expired or revoked, or something that it was made with is. Client ids are compared letter by letter (RFC 6749 §2.2). */
  async find(id: string): Promise<OAuthClient | undefined> {
    const client = isUuid(id) ? await this.clients.findById(id) : null;
    if (client?.id !== id || client.revokedAt) return undefined;
    if (client.expiresAt && client.expiresAt <= this.clock.now()) return undefined;
    return (await this.revocations.includeAny(client.madeWith)) ? undefined : client;
  }
}
