import { Injectable } from '@nestjs/common';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { ProofRules } from '../agents/proof-rules.js';
import type { Principal } from '../principal.js';
import type { ApiKeyView } from './api-key-view.js';
import { ApiKeyNotFoundError } from './api-keys.errors.js';
import { ApiKeysRepository } from './api-keys.repository.js';

/** API keys as those may see them who may use or manage their agent. */
@Injectable()
export class ApiKeyListing {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly proofs: ProofRules,
    private readonly cursors: CursorCodec,
  ) {}

  /**
   * The keys of an agent in order of creation, expired and revoked ones included.
   *
   * @throws AgentNotFoundError, InsufficientPermissionError, InvalidCursorError
   */
  async listApiKeys(caller: Principal, agentId: string, request: PageQuery): Promise<Page<ApiKeyView>> {
    await this.proofs.requireAccess(caller, agentId);
    const list = `api-keys/${agentId}`;
    const { query, after } = this.cursors.open(list, request);
    const rows = await this.keys.findPageOfAgent(agentId, query.limit, after?.[0] as string | undefined);
    return this.cursors.page(list, query, rows, { position: ({ id }) => [id], item: (it) => it });
  }

  /** @throws AgentNotFoundError, InsufficientPermissionError, ApiKeyNotFoundError */
  async getApiKey(caller: Principal, agentId: string, id: string): Promise<ApiKeyView> {
    await this.proofs.requireAccess(caller, agentId);
    const key = await this.keys.findOfAgent(agentId, id);
    if (!key) throw new ApiKeyNotFoundError();
    return key;
  }
}
