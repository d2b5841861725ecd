import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { canonicalName } from '../../common/canonical-name.js';
import { parseSettings } from '../../common/extensions/settings.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { newId } from '../../common/ids.js';
import { PolicyTypes } from '../policy-types.js';
import { fullTarget } from '../target.js';
import type { CreatePolicyRequest } from './dto/create-policy.request.js';
import type { SavedPolicyResponse } from './dto/saved-policy.response.js';
import type { UpdatePolicyRequest } from './dto/update-policy.request.js';
import { PolicyChanges } from './policy-changes.js';
import { PolicyReader } from './policy-reader.js';

/** Changes the policies. Changes are in force once committed, on this instance at once. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly reader: PolicyReader,
    private readonly types: PolicyTypes,
    private readonly changes: PolicyChanges,
  ) {}

  /**
   * @throws UnknownKindError
   * @throws ValidationFailedError when the settings are not those of the kind.
   * @throws PolicyNameTakenError
   * @throws PolicyTestFailedError
   */
  async createPolicy(given: CreatePolicyRequest, creator: Principal): Promise<SavedPolicyResponse> {
    const {
      name,
      description = null,
      kind,
      settings = {},
      effect,
      mode = 'enforced',
      target,
      obligations = [],
    } = given;
    const type = this.types.get(kind);
    await parseSettings(type, settings);
    const policy = {
      id: newId(),
      ...{ name, description, kind, settings, mode, obligations },
      canonicalName: canonicalName(name),
      effect: effect ?? type.defaultEffect,
      target: fullTarget(target),
    };
    return this.reader.toSavedResponse(await this.changes.create(policy, creator));
  }

  /**
   * A change that changes nothing makes no revision. A policy whose kind is gone can still be renamed, disabled or aimed elsewhere, but takes no new settings.
   *
   * @throws PolicyNotFoundError
   * @throws PreconditionFailedError when it is not the expected revision, or is changed meanwhile.
   * @throws UnknownKindError
   * @throws ValidationFailedError
   * @throws PolicyNameTakenError
   * @throws PolicyTestFailedError
   */
  async updatePolicy(
    id: string,
    expected: ExpectedRevision,
    { target, ...given }: UpdatePolicyRequest,
    author: Principal,
  ): Promise<SavedPolicyResponse> {
    const policy = await this.reader.findExpected(id, expected);
    if (given.settings) await parseSettings(this.types.get(policy.kind), given.settings);
    const change = {
      ...given,
      ...(given.name !== undefined && { canonicalName: canonicalName(given.name) }),
      ...(target && { target: fullTarget(target) }),
    };
    return this.reader.toSavedResponse(await this.changes.replace(policy, change, author));
  }

  /**
   * Its versions stay.
   *
   * @throws PolicyNotFoundError
   * @throws PreconditionFailedError when it is not the expected revision, or is changed meanwhile.
   * @throws PolicyTestFailedError
   */
  async deletePolicy(id: string, expected: ExpectedRevision, author: Principal): Promise<void> {
    await this.changes.delete(await this.reader.findExpected(id, expected), author);
  }
}
