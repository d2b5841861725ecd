import { Injectable } from '@nestjs/common';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import type { PolicyTestResponse } from './dto/policy-test.response.js';
import type { PolicyTest } from './policy-test.entity.js';
import { PolicyTestNotFoundError } from './policy-tests.errors.js';
import { PolicyTestsRepository } from './policy-tests.repository.js';

/** Shows the stored tests. */
@Injectable()
export class PolicyTestReader {
  constructor(
    private readonly repository: PolicyTestsRepository,
    private readonly cursors: CursorCodec,
  ) {}

  /** @throws PolicyTestNotFoundError */
  async getPolicyTest(id: string): Promise<PolicyTestResponse> {
    const test = await this.repository.findById(id);
    if (!test) throw new PolicyTestNotFoundError();
    return test;
  }

  /** In order of creation. */
  async listPolicyTests(given: PageQuery): Promise<Page<PolicyTestResponse>> {
    const { query, after } = this.cursors.open('policy-tests', given);
    const rows = await this.repository.findPage(query.limit, after?.map(String)[0]);
    return this.cursors.page('policy-tests', query, rows, { position: ({ id }) => [id], item: (it) => it });
  }

  /**
   * The test that somebody wants to change.
   *
   * @throws PolicyTestNotFoundError
   * @throws PreconditionFailedError when it is not the expected revision.
   */
  async findExpected(id: string, expected: ExpectedRevision): Promise<PolicyTest> {
    const test = await this.getPolicyTest(id);
    if (expected !== 'any' && expected !== test.revision) throw new PreconditionFailedError();
    return test;
  }
}
