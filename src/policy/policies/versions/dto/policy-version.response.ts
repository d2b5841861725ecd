import { ApiProperty, PickType } from '@nestjs/swagger';
import { PageInfo } from '../../../../common/http/page.js';
import { PolicyResponse } from '../../dto/policy.response.js';
import { type Change, CHANGES } from '../policy-version.entity.js';

export class PolicyStateResponse extends PickType(PolicyResponse, [
  'name',
  'description',
  'kind',
  'settings',
  'effect',
  'mode',
  'target',
  'obligations',
]) {}

export class PolicyVersionResponse {
  @ApiProperty({ description: 'The revision of the policy, counted on by its deletion.', example: 2 })
  revision!: number;

  @ApiProperty({ description: 'What made it.', enum: CHANGES, example: 'updated' })
  change!: Change;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Of a rollback the revision that it went back to, where that is known; otherwise null.',
    example: null,
  })
  rolledBackTo!: number | null;

  @ApiProperty({
    description: 'What the policy said from then on; of a deletion, what it said last.',
    type: PolicyStateResponse,
  })
  state!: PolicyStateResponse;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The agent that made the change; null for the first start, or when that agent is gone.',
    example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11',
  })
  authorId!: string | null;

  @ApiProperty({ description: 'When it was made.', example: '2026-03-01T09:00:00.000Z' })
  at!: Date;
}

export class PolicyVersionPage {
  @ApiProperty({ description: 'Versions, the newest first.', type: [PolicyVersionResponse] })
  data!: PolicyVersionResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
