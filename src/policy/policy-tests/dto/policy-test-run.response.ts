import { ApiProperty } from '@nestjs/swagger';
import { JudgementResponse } from '../../evaluation/dto/judgement.response.js';
import type { Expectation } from '../policy-test.entity.js';
import { TEST_STATUSES, type TestResult, type TestStatus } from '../test-result.js';
import { ExpectationRequest } from './create-policy-test.request.js';

export class TestOutcomeResponse {
  @ApiProperty({
    description: '`broken`: its agent or tool is gone. `not_run`: there was no time left for it.',
    enum: TEST_STATUSES,
    example: 'failed',
  })
  status!: TestStatus;

  @ApiProperty({
    description: 'The same for people.',
    example: 'Expected a no, got PERMITTED: A policy permits it, and nothing speaks against it.',
  })
  detail!: string;

  @ApiProperty({
    type: JudgementResponse,
    nullable: true,
    description: 'The answer, and how it came about. Null where nothing was asked.',
  })
  got!: JudgementResponse | null;

  static of({ status, detail, got }: TestResult): TestOutcomeResponse {
    return { status, detail, got: got ?? null };
  }
}

export class PolicyTestResultResponse extends TestOutcomeResponse {
  @ApiProperty({ format: 'uuid', description: 'The test.', example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11' })
  id!: string;

  @ApiProperty({ description: 'Its name.', example: 'Users do not pay out at night' })
  name!: string;

  @ApiProperty({ description: 'The answer that it is to get.', type: ExpectationRequest })
  expected!: Expectation;
}

export class PolicyTestRunResponse {
  @ApiProperty({ description: 'Whether all tests passed.', example: false })
  passed!: boolean;

  @ApiProperty({ description: 'What came of each, in order of creation.', type: [PolicyTestResultResponse] })
  results!: PolicyTestResultResponse[];

  static of(results: readonly TestResult[]): PolicyTestRunResponse {
    return {
      passed: results.every(({ status }) => status === 'passed'),
      results: results.map((it) => {
        const { id, name, expect: expected } = it.test;
        return { id, name, expected, ...TestOutcomeResponse.of(it) };
      }),
    };
  }
}
