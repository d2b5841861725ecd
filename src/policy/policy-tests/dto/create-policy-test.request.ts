import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import type { ReasonCode } from '../../decisions/decision.js';
import { EvaluateRequest } from '../../evaluation/dto/evaluate.request.js';
import { CreatePolicyRequest } from '../../policies/dto/create-policy.request.js';

/** All but `UNKNOWN_TOOL`: a test whose tool is gone is broken. */
const EXPECTED_REASONS = [
  'PERMITTED',
  'NO_PERMIT',
  'DENIED_BY_POLICY',
  'REQUIREMENT_NOT_MET',
  'INDETERMINATE',
  'OBLIGATION_NOT_HONOURED',
  'TOOL_NOT_IN_USE',
] as const satisfies readonly ReasonCode[];

const CIRCUMSTANCES = ['toolId', 'action', 'at', 'address', 'arguments', 'keyProven', 'roles'] as const;

export class GivenRequest extends PickType(EvaluateRequest, CIRCUMSTANCES) {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The agent that asks, with the roles that it has when the test runs.',
    example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11',
  })
  @IfGiven()
  @IsUUID()
  agentId?: string;

  @ApiPropertyOptional({
    description: 'In place of an agent: the roles of one that is made up, a bot that owns nothing.',
    type: [String],
    maxItems: 100,
    example: ['user'],
  })
  override roles?: string[];

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'When. Default: the moment at which the test is saved, from then on.',
    example: '2026-03-02T10:00:00Z',
  })
  override at?: string;
}

export class ExpectationRequest {
  @ApiProperty({ description: 'Whether it is to be allowed.', example: false })
  @IsBoolean()
  allowed!: boolean;

  @ApiPropertyOptional({ description: 'Why. Default: for any reason.', enum: EXPECTED_REASONS, example: 'NO_PERMIT' })
  @IfGiven()
  @IsIn(EXPECTED_REASONS)
  reasonCode?: (typeof EXPECTED_REASONS)[number];
}

export class CreatePolicyTestRequest extends PickType(CreatePolicyRequest, ['name', 'description']) {
  @ApiProperty({
    description: 'What the test is called where it fails.',
    minLength: 1,
    maxLength: 200,
    example: 'Users do not pay out at night',
  })
  override name!: string;

  @ApiProperty({ description: 'The request: by either `agentId` or `roles`.', type: GivenRequest })
  @IsNested(() => GivenRequest)
  given!: GivenRequest;

  @ApiProperty({ description: 'The answer that it is to get.', type: ExpectationRequest })
  @IsNested(() => ExpectationRequest)
  expect!: ExpectationRequest;
}
