import { Injectable } from '@nestjs/common';
import { ChecksPermission, type Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page } from '../../common/http/page.js';
import type { AccessRequest } from './access-request.entity.js';
import { AccessRequestNotFoundError } from './access-requests.errors.js';
import { type AccessRequestFilter, AccessRequestsRepository } from './access-requests.repository.js';
import { AccessRequestResponse } from './dto/access-request.response.js';
import type { AccessRequestsQuery } from './dto/access-requests.query.js';

const READ_ALL_PERMISSION = 'access-request:read-all';

/** Access requests as they stand. Agents see their own; who may decide, or read all, sees all. */
@Injectable()
@ChecksPermission(READ_ALL_PERMISSION)
export class AccessRequestRecords {
  constructor(
    private readonly repository: AccessRequestsRepository,
    private readonly cursors: CursorCodec,
    private readonly clock: Clock,
  ) {}

  /** @throws AccessRequestNotFoundError */
  async getAccessRequest(principal: Principal, id: string): Promise<AccessRequestResponse> {
    return this.toResponse(await this.find(principal, id));
  }

  /** In order of creation. */
  async listAccessRequests(principal: Principal, given: AccessRequestsQuery): Promise<Page<AccessRequestResponse>> {
    const { query, after } = this.cursors.open('access-requests', given);
    const filter = filterOf(principal, query);
    const now = this.clock.now();
    const last = after?.map(String)[0];
    const rows = filter ? await this.repository.findPage(filter, now, query.limit, last) : [];
    return this.cursors.page('access-requests', query, rows, {
      position: ({ id }) => [id],
      item: (it) => AccessRequestResponse.of(it, now),
    });
  }

  /** @throws AccessRequestNotFoundError where it is not there, or not for this caller to see. */
  async find(principal: Principal, id: string): Promise<AccessRequest> {
    const request = await this.repository.findById(id);
    if (!request || !(request.agentId === principal.agentId || mayReadAll(principal))) {
      throw new AccessRequestNotFoundError();
    }
    return request;
  }

  toResponse(request: AccessRequest): AccessRequestResponse {
    return AccessRequestResponse.of(request, this.clock.now());
  }
}

/** Undefined: nothing that this caller may see. */
function filterOf(principal: Principal, query: AccessRequestsQuery): AccessRequestFilter | undefined {
  const { agentId: self } = principal;
  const { view, status, toolId, agentId } = query;
  const wanted = agentId?.toLowerCase();
  const ownOnly = view === 'mine' || !mayReadAll(principal);
  if (ownOnly && (view === 'to_decide' || (wanted !== undefined && wanted !== self))) return undefined;
  if (view === 'to_decide' && status !== undefined && status !== 'pending') return undefined;
  const whose = ownOnly ? self : wanted;
  return {
    ...(view === 'to_decide' ? { status: 'pending', notBy: self } : status !== undefined && { status }),
    ...(toolId !== undefined && { toolId }),
    ...(whose !== undefined && { agentId: whose }),
  };
}

function mayReadAll({ permissions }: Principal): boolean {
  return permissions.allows('access-request:decide') || permissions.allows(READ_ALL_PERMISSION);
}
