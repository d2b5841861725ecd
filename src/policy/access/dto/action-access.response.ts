import { ApiProperty } from '@nestjs/swagger';
import { DecisionReasonResponse, ObligationsResponse } from '../../evaluation/dto/judgement.response.js';
import { type Effect, EFFECTS } from '../../policies/policy.entity.js';
import { type Action, ACTIONS } from '../../policy-type.js';

export class PolicyReferenceResponse {
  @ApiProperty({ format: 'uuid', description: 'The policy.', example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11' })
  id!: string;

  @ApiProperty({ description: 'Its name.', example: 'Finance may pay' })
  name!: string;

  @ApiProperty({ description: 'Its kind.', example: 'role_based' })
  kind!: string;

  @ApiProperty({ description: 'Its effect.', enum: EFFECTS, example: 'permit' })
  effect!: Effect;
}

export class PermissionAnswerResponse {
  @ApiProperty({ description: 'The permission that the action needs.', example: 'tool:invoke' })
  name!: string;

  @ApiProperty({ description: 'Whether the agent holds it for this tool.', example: true })
  held!: boolean;
}

export class PolicyAnswerResponse {
  @ApiProperty({ description: 'Whether a call without address and arguments would be allowed.', example: true })
  allowed!: boolean;

  @ApiProperty({
    description:
      "Whether the call's address, arguments or proof of a key may change the answer, as far as the kinds that decide tell: an `approval` may ask for the call, whatever its settings.",
    example: false,
  })
  conditional!: boolean;

  @ApiProperty({ description: 'Why it is the answer.', type: DecisionReasonResponse })
  reason!: DecisionReasonResponse;

  @ApiProperty({ description: 'Conditions of a yes.', type: ObligationsResponse })
  obligations!: ObligationsResponse;

  @ApiProperty({ description: 'The permits that match.', type: [PolicyReferenceResponse] })
  permits!: readonly PolicyReferenceResponse[];

  @ApiProperty({
    description:
      'The policies of kinds that look at the address or arguments of a call; none where no call would be allowed.',
    type: [PolicyReferenceResponse],
  })
  conditions!: readonly PolicyReferenceResponse[];
}

export class ActionAccessResponse {
  @ApiProperty({ description: 'What would be done.', enum: ACTIONS, example: 'invoke' })
  action!: Action;

  @ApiProperty({
    description: 'Whether it is open: the agent is active, holds the permission, and the policies allow it.',
    example: true,
  })
  allowed!: boolean;

  @ApiProperty({ description: "What the agent's permissions say.", type: PermissionAnswerResponse })
  permission!: PermissionAnswerResponse;

  @ApiProperty({ description: 'What the policies say.', type: PolicyAnswerResponse })
  policy!: PolicyAnswerResponse;
}
