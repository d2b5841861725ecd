import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { newId } from '../../common/ids.js';
import type { CreatePolicyTestRequest, GivenRequest } from './dto/create-policy-test.request.js';
import type { SavedPolicyTestResponse } from './dto/policy-test.response.js';
import { PolicyTestRunResponse, TestOutcomeResponse } from './dto/policy-test-run.response.js';
import type { UpdatePolicyTestRequest } from './dto/update-policy-test.request.js';
import type { Given } from './policy-test.entity.js';
import { PolicyTestChanges } from './policy-test-changes.js';
import { PolicyTestReader } from './policy-test-reader.js';
import { PolicyTestRunner } from './policy-test-runner.js';
import { PolicyTestsRepository } from './policy-tests.repository.js';
import { requireSound } from './sound-test.js';

/** Keeps what the policies are to answer, and says whether they do. */
@Injectable()
export class PolicyTestsService {
  constructor(
    private readonly reader: PolicyTestReader,
    private readonly changes: PolicyTestChanges,
    private readonly repository: PolicyTestsRepository,
    private readonly runner: PolicyTestRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * A test that fails is saved, too: it may say what is yet to be done.
   *
   * @throws ValidationFailedError
   * @throws PolicyTestLimitReachedError
   */
  async createPolicyTest(wanted: CreatePolicyTestRequest, creator: Principal): Promise<SavedPolicyTestResponse> {
    const { name, description = null, expect } = wanted;
    const now = this.clock.now();
    const given = givenAt(now, wanted.given);
    requireSound({ given, expect });
    const test = {
      ...{ id: newId(), name, description, given, expect },
      ...{ createdBy: creator.agentId, revision: 1, createdAt: now, updatedAt: now },
    };
    return { ...test, result: TestOutcomeResponse.of(await this.changes.create(test)) };
  }

  /**
   * @throws PolicyTestNotFoundError
   * @throws PreconditionFailedError when it is not the expected revision, or is changed meanwhile.
   * @throws ValidationFailedError
   */
  async updatePolicyTest(
    id: string,
    expected: ExpectedRevision,
    { given, ...change }: UpdatePolicyTestRequest,
  ): Promise<SavedPolicyTestResponse> {
    const before = await this.reader.findExpected(id, expected);
    const updatedAt = this.clock.now();
    const test = {
      ...{ ...before, ...change, revision: before.revision + 1, updatedAt },
      ...(given && { given: givenAt(updatedAt, given) }),
    };
    requireSound(test);
    return { ...test, result: TestOutcomeResponse.of(await this.changes.replace(before, test)) };
  }

  /**
   * @throws PolicyTestNotFoundError
   * @throws PreconditionFailedError when it is not the expected revision, or is changed meanwhile.
   */
  async deletePolicyTest(id: string, expected: ExpectedRevision): Promise<void> {
    await this.changes.delete(await this.reader.findExpected(id, expected));
  }

  /** What comes of all tests now. Stores nothing. */
  async runPolicyTests(): Promise<PolicyTestRunResponse> {
    return PolicyTestRunResponse.of(await this.runner.runNow(await this.repository.findAll()));
  }
}

/** The moment is kept, so that a test asks the same whenever it runs. */
function givenAt(now: Date, { at, agentId, toolId, ...given }: GivenRequest): Given {
  return {
    ...given,
    ...(agentId !== undefined && { agentId: agentId.toLowerCase() }),
    toolId: toolId.toLowerCase(),
    at: (at === undefined ? now : new Date(at)).toISOString(),
  };
}
