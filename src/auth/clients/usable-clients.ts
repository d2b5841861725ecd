import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Clock } from '../../common/clock.js';
import type { OauthClient } from './oauth-client.entity.js';
import { OauthClientsRepository } from './oauth-clients.repository.js';

/** The clients that may prove themselves now. */
@Injectable()
export class UsableClients {
  constructor(
    private readonly clients: OauthClientsRepository,
    private readonly clock: Clock,
  ) {}

  /** Undefined when it is unknown, expired or revoked. Client ids are compared letter by letter (RFC 6749 §2.2). */
  async find(id: string): Promise<OauthClient | undefined> {
    const client = isUuid(id) ? await this.clients.findById(id) : null;
    if (client?.id !== id || client.revokedAt) return undefined;
    return client.expiresAt && client.expiresAt <= this.clock.now() ? undefined : client;
  }
}
