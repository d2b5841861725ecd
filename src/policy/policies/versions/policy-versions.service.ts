import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../auth/index.js';
import { canonicalName } from '../../../common/canonical-name.js';
import { CursorCodec } from '../../../common/http/cursor.codec.js';
import type { ExpectedRevision } from '../../../common/http/if-match.decorator.js';
import type { Page, PageQuery } from '../../../common/http/page.js';
import { PolicyNotFoundError, PolicyVersionNotFoundError } from '../../policy.errors.js';
import type { SavedPolicyResponse } from '../dto/saved-policy.response.js';
import { PolicyChanges } from '../policy-changes.js';
import { PolicyReader } from '../policy-reader.js';
import { stateOf } from '../policy-state.js';
import type { PolicyVersionResponse } from './dto/policy-version.response.js';
import type { PolicyVersion } from './policy-version.entity.js';
import { PolicyVersionsRepository } from './policy-versions.repository.js';
import { SettingsCheck } from './settings-check.js';

/** Tells what policies said before, and lets them say it again. */
@Injectable()
export class PolicyVersionsService {
  constructor(
    private readonly versions: PolicyVersionsRepository,
    private readonly reader: PolicyReader,
    private readonly settings: SettingsCheck,
    private readonly changes: PolicyChanges,
    private readonly cursors: CursorCodec,
  ) {}

  /**
   * The newest first; those of a deleted policy too.
   *
   * @throws PolicyNotFoundError when there never was such a policy.
   */
  async listVersions(policyId: string, given: PageQuery): Promise<Page<PolicyVersionResponse>> {
    const list = `policy-versions:${policyId}`;
    const { query, after } = this.cursors.open(list, given);
    const rows = await this.versions.findPage(policyId, query.limit, after?.map(Number)[0]);
    if (rows.length === 0 && !after) throw new PolicyNotFoundError();
    return this.cursors.page(list, query, rows, { position: ({ revision }) => [revision], item: toResponse });
  }

  /**
   * Makes a new revision that says what an old one said, unless the policy says so already.
   *
   * @throws PolicyNotFoundError when there is none, or no longer.
   * @throws PreconditionFailedError when it is not the expected revision, or is changed meanwhile.
   * @throws PolicyVersionNotFoundError
   * @throws PolicyVersionUnfitError when the kind is gone, or takes such settings no longer.
   * @throws PolicyNameTakenError when another policy has taken the name of then.
   * @throws PolicyTestFailedError
   */
  async rollBack(
    id: string,
    expected: ExpectedRevision,
    revision: number,
    author: Principal,
  ): Promise<SavedPolicyResponse> {
    const policy = await this.reader.findExpected(id, expected);
    const version = await this.versions.find(id, revision);
    if (!version) throw new PolicyVersionNotFoundError();
    const { state } = version;
    await this.settings.requireFit(state);
    const change = { ...state, canonicalName: canonicalName(state.name) };
    return this.reader.toSavedResponse(await this.changes.replace(policy, change, author, revision));
  }
}

function toResponse({ revision, change, rolledBackTo, state, authorId, at }: PolicyVersion): PolicyVersionResponse {
  return { revision, change, rolledBackTo, state: stateOf(state), authorId, at };
}
