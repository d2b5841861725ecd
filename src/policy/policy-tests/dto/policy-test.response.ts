import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import type { Expectation, Given } from '../policy-test.entity.js';
import { ExpectationRequest, GivenRequest } from './create-policy-test.request.js';
import { TestOutcomeResponse } from './policy-test-run.response.js';

export class PolicyTestResponse {
  @ApiProperty({ format: 'uuid', description: 'Identifier.', example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11' })
  id!: string;

  @ApiProperty({ description: 'What it is called.', example: 'Users do not pay out at night' })
  name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'For people.', example: 'Agreed with finance.' })
  description!: string | null;

  @ApiProperty({ description: 'The request; `at` is always there.', type: GivenRequest })
  given!: Given;

  @ApiProperty({ description: 'The answer that it is to get.', type: ExpectationRequest })
  expect!: Expectation;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The agent that created it; null when that agent is gone.',
    example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11',
  })
  createdBy!: string | null;

  @ApiProperty({ type: 'integer', description: 'Counts its changes; the ETag is made of it.', example: 1 })
  revision!: number;

  @ApiProperty({ description: 'When it was created.', example: '2026-03-01T09:00:00.000Z' })
  createdAt!: Date;

  @ApiProperty({ description: 'When it was last changed.', example: '2026-03-01T09:00:00.000Z' })
  updatedAt!: Date;
}

export class SavedPolicyTestResponse extends PolicyTestResponse {
  @ApiProperty({ description: 'What comes of it now.', type: TestOutcomeResponse })
  result!: TestOutcomeResponse;
}

export class PolicyTestPage {
  @ApiProperty({ description: 'Tests in order of creation.', type: [PolicyTestResponse] })
  data!: PolicyTestResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
