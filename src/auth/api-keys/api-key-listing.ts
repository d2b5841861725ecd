import { Injectable } from '@nestjs/common';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import type { Principal } from '../principal.js';
import { ApiKeyRules } from './api-key-rules.js';
import type { ApiKeyView } from './api-key-view.js';
import { ApiKeysRepository } from './api-keys.repository.js';

@Injectable()
export class ApiKeyListing {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly rules: ApiKeyRules,
    private readonly cursors: CursorCodec,
  ) {}

  /** The keys of an agent in order of creation, expired and revoked ones included. */
  async listApiKeys(caller: Principal, agentId: string, request: PageQuery): Promise<Page<ApiKeyView>> {
    await this.rules.requireAccess(caller, agentId);
    const list = `api-keys/${agentId}`;
    const { query, after } = this.cursors.open(list, request);
    const rows = await this.keys.findPageOfAgent(agentId, query.limit, after?.[0] as string | undefined);
    return this.cursors.page(list, query, rows, { position: ({ id }) => [id], item: (it) => it });
  }
}
