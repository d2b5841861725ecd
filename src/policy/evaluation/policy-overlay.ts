import { Injectable } from '@nestjs/common';
import { UnknownKindError, ValidationFailedError } from '../../common/errors/common.errors.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { newId } from '../../common/ids.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import type { PolicyIndex } from '../decisions/policy-index.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import type { PolicyType } from '../policy-type.js';
import { PolicyTypes } from '../policy-types.js';
import { fullTarget } from '../target.js';
import type { PolicyDraftRequest } from './dto/policy-draft.request.js';

/** Policies to add, and ids of policies to leave out. */
export interface PolicyChange {
  readonly with?: readonly PolicyDraftRequest[];
  readonly without?: readonly string[];
}

/** Lays policies that nobody has saved over those in force. */
@Injectable()
export class PolicyOverlay {
  constructor(
    private readonly repository: PoliciesRepository,
    private readonly types: PolicyTypes,
  ) {}

  /**
   * The policies as they would be.
   *
   * @throws ValidationFailedError for settings that are not those of the kind, and for ids of no policy.
   * @throws UnknownKindError
   */
  async over(index: PolicyIndex, { with: drafts = [], without = [] }: PolicyChange): Promise<PolicyIndex> {
    const left = without.map((it) => it.toLowerCase());
    await this.requireKnown(left, index.policies);
    const added = await Promise.all(drafts.map((it, position) => this.compiled(it, position)));
    return index.changed(
      left,
      added.filter(({ mode }) => mode !== 'disabled'),
    );
  }

  /** A disabled policy is not among those in force, and may be left out all the same. */
  private async requireKnown(ids: readonly string[], inForce: PolicyIndex['policies']): Promise<void> {
    for (const [position, id] of ids.entries()) {
      if (inForce.has(id) || (await this.repository.findById(id))) continue;
      const detail = `There is no policy ${id}.`;
      throw new ValidationFailedError([{ pointer: `/without/${String(position)}`, code: 'UNKNOWN_POLICY', detail }]);
    }
  }

  private async compiled(draft: PolicyDraftRequest, position: number): Promise<CompiledPolicy> {
    const { kind, effect, mode = 'enforced', obligations = [] } = draft;
    const pointer = `/with/${String(position)}`;
    const type = this.kind(kind, pointer);
    return {
      ...{ id: newId(), revision: 0, name: `Draft ${String(position + 1)}`, kind, mode, obligations, type },
      effect: effect ?? type.defaultEffect,
      target: fullTarget(draft.target),
      settings: await parseSettings(type, draft.settings ?? {}, `${pointer}/settings`),
    };
  }

  private kind(kind: string, pointer: string): PolicyType {
    const installed = this.types.list().map((it) => it.kind);
    const type = this.types.find(kind);
    if (!type) throw new UnknownKindError(this.types.point.name, kind, installed, `${pointer}/kind`);
    return type;
  }
}
