import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import { PolicyTestGate } from '../policy-tests/policy-test-gate.js';
import { PoliciesRepository } from './policies.repository.js';
import type { Policy } from './policy.entity.js';
import { PolicyLint } from './lint/policy-lint.js';
import type { Warning } from './lint/warning.js';
import { saysTheSame } from './policy-state.js';
import { type Authorship, ChangeRecord } from './versions/change-record.js';

/** A policy as it is now, and what is odd about it. */
export interface SavedPolicy {
  readonly policy: Policy;
  readonly warnings: readonly Warning[];
}

/**
 * Writes policies, each change in one transaction with its version, its audit and its announcement to every instance. A
 * change that breaks a policy test is none: PolicyTestFailedError.
 */
@Injectable()
export class PolicyChanges {
  constructor(
    private readonly gate: PolicyTestGate,
    private readonly repository: PoliciesRepository,
    private readonly record: ChangeRecord,
    private readonly lint: PolicyLint,
    private readonly clock: Clock,
  ) {}

  /** @throws PolicyNameTakenError */
  async create(
    given: Omit<Policy, 'revision' | 'createdBy' | 'createdAt' | 'updatedAt'>,
    author: Principal,
  ): Promise<SavedPolicy> {
    const by = this.authorship(author);
    const policy: Policy = { ...given, revision: 1, createdBy: by.authorId, createdAt: by.at, updatedAt: by.at };
    const warnings = await this.lint.warningsOf(undefined, policy);
    await this.gate.pass(policy.id, async () => {
      await this.repository.insert(policy);
      await this.record.created(policy, by);
    });
    return { policy, warnings };
  }

  /**
   * A change that changes nothing makes no revision.
   *
   * @param rolledBackTo the revision that said what the change says, of a rollback.
   * @throws PolicyNameTakenError
   * @throws PreconditionFailedError when it has been changed meanwhile.
   */
  async replace(
    before: Policy,
    change: Partial<Policy>,
    author: Principal,
    rolledBackTo: number | null = null,
  ): Promise<SavedPolicy> {
    const by = this.authorship(author);
    const after: Policy = { ...before, ...change, revision: before.revision + 1, updatedAt: by.at };
    const warnings = await this.lint.warningsOf(before, after);
    if (saysTheSame(before, after)) return { policy: before, warnings };
    await this.gate.pass(after.id, async () => {
      if (!(await this.repository.replace(after, before.revision))) throw new PreconditionFailedError();
      await this.record.replaced(before, after, by, rolledBackTo);
    });
    return { policy: after, warnings };
  }

  /** @throws PreconditionFailedError when it has been changed meanwhile. */
  async delete(policy: Policy, author: Principal): Promise<void> {
    await this.gate.pass(policy.id, async () => {
      if (!(await this.repository.delete(policy.id, policy.revision))) throw new PreconditionFailedError();
      await this.record.deleted(policy, this.authorship(author));
    });
  }

  private authorship({ agentId }: Principal): Authorship {
    return { authorId: agentId, at: this.clock.now() };
  }
}
