import { Injectable } from '@nestjs/common';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/page.js';
import { PolicyNotFoundError } from '../policy.errors.js';
import { PolicyTypes } from '../policy-types.js';
import type { ListPoliciesQuery } from './dto/list-policies.query.js';
import type { PolicyResponse } from './dto/policy.response.js';
import type { SavedPolicyResponse } from './dto/saved-policy.response.js';
import { PoliciesRepository } from './policies.repository.js';
import type { Policy } from './policy.entity.js';
import type { SavedPolicy } from './policy-changes.js';
import { stateOf } from './policy-state.js';

/** Shows the stored policies. */
@Injectable()
export class PolicyReader {
  constructor(
    private readonly repository: PoliciesRepository,
    private readonly types: PolicyTypes,
    private readonly cursors: CursorCodec,
  ) {}

  /** @throws PolicyNotFoundError */
  async getPolicy(id: string): Promise<PolicyResponse> {
    return this.toResponse(await this.find(id));
  }

  /** In order of creation; those of a kind that is not installed are among them. */
  async listPolicies(given: ListPoliciesQuery): Promise<Page<PolicyResponse>> {
    const { query, after } = this.cursors.open('policies', given);
    const rows = await this.repository.findPage(query, query.limit, after?.map(String)[0]);
    return this.cursors.page('policies', query, rows, {
      position: ({ id }) => [id],
      item: (it) => this.toResponse(it),
    });
  }

  /**
   * The policy that somebody wants to change.
   *
   * @throws PolicyNotFoundError
   * @throws PreconditionFailedError when it is not the expected revision.
   */
  async findExpected(id: string, expected: ExpectedRevision): Promise<Policy> {
    const policy = await this.find(id);
    if (expected !== 'any' && expected !== policy.revision) throw new PreconditionFailedError();
    return policy;
  }

  private toResponse(policy: Policy): PolicyResponse {
    const { id, createdBy, revision, createdAt, updatedAt } = policy;
    const installed = this.types.find(policy.kind) !== undefined;
    return { id, ...stateOf(policy), installed, createdBy, revision, createdAt, updatedAt };
  }

  toSavedResponse({ policy, warnings }: SavedPolicy): SavedPolicyResponse {
    return { ...this.toResponse(policy), warnings };
  }

  private async find(id: string): Promise<Policy> {
    const policy = await this.repository.findById(id);
    if (!policy) throw new PolicyNotFoundError();
    return policy;
  }
}
