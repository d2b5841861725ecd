import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { canonicalName } from '../../common/canonical-name.js';
import { Clock } from '../../common/clock.js';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/page.js';
import { newId } from '../../common/ids.js';
import { PolicyNotFoundError } from '../policy.errors.js';
import { PolicyCreated, PolicyDeleted, PolicyUpdated } from '../policy.events.js';
import { PolicyTypes } from '../policy-types.js';
import { fullTarget } from '../target.js';
import type { CreatePolicyRequest } from './dto/create-policy.request.js';
import type { ListPoliciesQuery } from './dto/list-policies.query.js';
import type { PolicyResponse } from './dto/policy.response.js';
import type { UpdatePolicyRequest } from './dto/update-policy.request.js';
import { PoliciesRepository } from './policies.repository.js';
import type { Policy } from './policy.entity.js';
import { PolicyChanges } from './policy-changes.js';

/** Keeps the policies. Changes are in force once committed, on this instance at once. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly repository: PoliciesRepository,
    private readonly types: PolicyTypes,
    private readonly changes: PolicyChanges,
    private readonly cursors: CursorCodec,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws UnknownKindError
   * @throws ValidationFailedError when the settings are not those of the kind.
   * @throws PolicyNameTakenError
   */
  async createPolicy(given: CreatePolicyRequest, creator: Principal): Promise<PolicyResponse> {
    const { name, description = null, kind, settings, effect, mode = 'enforced', target } = given;
    const type = this.types.get(kind);
    await parseSettings(type, settings);
    const now = this.clock.now();
    const policy: Policy = {
      id: newId(),
      ...{ name, description, kind, settings, mode },
      canonicalName: canonicalName(name),
      effect: effect ?? type.defaultEffect,
      target: fullTarget(target),
      obligations: [],
      createdBy: creator.agentId,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    };
    await this.changes.run(async () => {
      await this.repository.insert(policy);
      return new PolicyCreated(policy.id, stateOf(policy));
    });
    return this.toResponse(policy);
  }

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
   * A policy whose kind is gone can still be renamed, disabled or aimed elsewhere, but takes no new settings.
   *
   * @throws PolicyNotFoundError
   * @throws PreconditionFailedError when it is not the expected revision, or is changed meanwhile.
   * @throws UnknownKindError
   * @throws ValidationFailedError
   * @throws PolicyNameTakenError
   */
  async updatePolicy(
    id: string,
    expected: ExpectedRevision,
    { target, ...given }: UpdatePolicyRequest,
  ): Promise<PolicyResponse> {
    const policy = await this.getExpected(id, expected);
    if (given.settings) await parseSettings(this.types.get(policy.kind), given.settings);
    const updated: Policy = {
      ...policy,
      ...given,
      ...(given.name !== undefined && { canonicalName: canonicalName(given.name) }),
      ...(target && { target: fullTarget(target) }),
      revision: policy.revision + 1,
      updatedAt: this.clock.now(),
    };
    await this.changes.run(async () => {
      if (!(await this.repository.replace(updated, policy.revision))) throw new PreconditionFailedError();
      return new PolicyUpdated(id, stateOf(policy), stateOf(updated));
    });
    return this.toResponse(updated);
  }

  /**
   * @throws PolicyNotFoundError
   * @throws PreconditionFailedError when it is not the expected revision, or is changed meanwhile.
   */
  async deletePolicy(id: string, expected: ExpectedRevision): Promise<void> {
    const policy = await this.getExpected(id, expected);
    await this.changes.run(async () => {
      if (!(await this.repository.delete(id, policy.revision))) throw new PreconditionFailedError();
      return new PolicyDeleted(id, stateOf(policy));
    });
  }

  private async getExpected(id: string, expected: ExpectedRevision): Promise<Policy> {
    const policy = await this.find(id);
    if (expected !== 'any' && expected !== policy.revision) throw new PreconditionFailedError();
    return policy;
  }

  private async find(id: string): Promise<Policy> {
    const policy = await this.repository.findById(id);
    if (!policy) throw new PolicyNotFoundError();
    return policy;
  }

  private toResponse(policy: Policy): PolicyResponse {
    const { id, createdBy, revision, createdAt, updatedAt } = policy;
    const installed = this.types.find(policy.kind) !== undefined;
    return { id, ...stateOf(policy), installed, createdBy, revision, createdAt, updatedAt };
  }
}

/** What a policy says; what the audit keeps of it. */
function stateOf({ name, description, kind, settings, effect, mode, target }: Policy) {
  return { name, description, kind, settings, effect, mode, target };
}
