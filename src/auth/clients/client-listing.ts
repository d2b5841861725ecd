import { Injectable } from '@nestjs/common';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { ProofRules } from '../agents/proof-rules.js';
import type { Principal } from '../principal.js';
import { type OAuthClientView, toOAuthClientView } from './oauth-client-view.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';

@Injectable()
export class ClientListing {
  constructor(
    private readonly clients: OAuthClientsRepository,
    private readonly rules: ProofRules,
    private readonly cursors: CursorCodec,
  ) {}

  /** The clients of an agent in order of creation, expired and revoked ones included. */
  async listClients(caller: Principal, agentId: string, request: PageQuery): Promise<Page<OAuthClientView>> {
    await this.rules.requireAccess(caller, agentId);
    const list = `oauth-clients/${agentId}`;
    const { query, after } = this.cursors.open(list, request);
    const rows = await this.clients.findPageOfAgent(agentId, query.limit, after?.[0] as string | undefined);
    return this.cursors.page(list, query, rows, { position: ({ id }) => [id], item: toOAuthClientView });
  }
}
