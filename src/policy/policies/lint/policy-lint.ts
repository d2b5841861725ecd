import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import { type CompiledPolicy, compile } from '../../decisions/compiled-policy.js';
import { PolicySet } from '../../decisions/policy-set.js';
import { PolicyTypes } from '../../policy-types.js';
import type { Policy } from '../policy.entity.js';
import { lint } from './lint.js';
import { UnknownNames } from './unknown-names.js';
import type { Warning } from './warning.js';
import { turning } from './turning.js';

/** Warns of policies that are probably not what was meant. Says only what is provably so, among the policies of now. */
@Injectable()
export class PolicyLint {
  constructor(
    private readonly policySet: PolicySet,
    private readonly types: PolicyTypes,
    private readonly names: UnknownNames,
    private readonly clock: Clock,
  ) {}

  /** What is to be said of a change that is about to be made; `before` is undefined where the policy is new. */
  async warningsOf(before: Policy | undefined, after: Policy): Promise<Warning[]> {
    const { index } = await this.policySet.current();
    const policy = await compile(after, this.types);
    const edit = { before: before && active(await compile(before, this.types)), after: active(policy) };
    const unknown = edit.after ? await this.names.warningsOf(edit.after) : [];
    return [...lint(policy, index.policies.values()), ...unknown, ...turning(edit, index, this.clock.now())];
  }
}

function active(policy: CompiledPolicy): CompiledPolicy | undefined {
  return policy.mode === 'disabled' ? undefined : policy;
}
