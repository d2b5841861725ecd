import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '../../common/http/page.js';
import { ApiKeyListing } from '../api-keys/api-key-listing.js';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { ClientAdministration } from '../clients/client-administration.js';
import { ClientListing } from '../clients/client-listing.js';
import { OPERATOR } from './operator.js';

/** The API keys and OAuth clients of an agent, taken together. */
@Injectable()
export class LastingProofs {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly keyListing: ApiKeyListing,
    private readonly clients: ClientAdministration,
    private readonly clientListing: ClientListing,
  ) {}

  /** Ends them, and whatever was got by them. */
  async revokeAll(agentId: string): Promise<void> {
    const clients = all((page) => this.clientListing.listClients(OPERATOR, agentId, page));
    for await (const { id } of clients) await this.clients.revokeClient(OPERATOR, agentId, id, 'any');
    const keys = all((page) => this.keyListing.listApiKeys(OPERATOR, agentId, page));
    for await (const { id } of keys) await this.keys.revokeApiKey(OPERATOR, agentId, id, 'any');
  }
}

async function* all<T>(list: (page: PageQuery) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | null | undefined;
  do {
    const { data, page } = await list({ limit: 100, ...(cursor && { cursor }) });
    yield* data;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
