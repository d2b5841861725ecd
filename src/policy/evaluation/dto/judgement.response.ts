import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Judgement, PolicyTrace, ReasonCode } from '../../decisions/decision.js';
import { type Effect, EFFECTS, type Mode, MODES } from '../../policies/policy.entity.js';

const OUTCOMES = ['match', 'no_match', 'indeterminate'] as const;
const REASONS = [
  'PERMITTED',
  'NO_PERMIT',
  'DENIED_BY_POLICY',
  'REQUIREMENT_NOT_MET',
  'INDETERMINATE',
  'OBLIGATION_NOT_HONOURED',
  'TOOL_NOT_IN_USE',
  'UNKNOWN_TOOL',
] as const satisfies readonly ReasonCode[];

export class ReasonResponse {
  @ApiProperty({ description: 'Stable code.', example: 'OUTSIDE_HOURS' })
  code!: string;

  @ApiProperty({ description: 'For people.', example: 'Sun 10:00 in Europe/Berlin is outside the hours.' })
  detail!: string;

  @ApiPropertyOptional({
    description: 'Set where it says what the caller can do to get a yes.',
    enum: [true],
    type: Boolean,
    example: true,
  })
  remedy?: true;
}

export class DecisionReasonResponse {
  @ApiProperty({ description: 'Stable code.', enum: REASONS, example: 'NO_PERMIT' })
  code!: ReasonCode;

  @ApiProperty({ description: 'For people.', example: 'No policy permits it.' })
  detail!: string;
}

export class ObligationsResponse {
  @ApiPropertyOptional({ description: 'Longest life of a credential, in seconds.', example: 900 })
  maxTtlSeconds?: number;

  @ApiPropertyOptional({ description: 'Most uses of a credential.', example: 10 })
  maxUses?: number;

  @ApiPropertyOptional({ description: 'The only scopes that may be granted.', type: [String], example: ['invoke'] })
  scopes?: readonly string[];

  @ApiPropertyOptional({ description: 'The caller must prove to hold the key of its token.', example: true })
  boundKey?: true;

  @ApiPropertyOptional({
    description: "JSON pointers of what is withheld of the tool's result; `*` is every element of an array.",
    type: [String],
    example: ['/customer/iban'],
  })
  redact?: readonly string[];

  @ApiPropertyOptional({
    description: 'What policies want noted in the access log.',
    type: [String],
    example: ['touches payroll'],
  })
  notes?: readonly string[];
}

export class PolicyTraceResponse implements PolicyTrace {
  @ApiProperty({ format: 'uuid', description: 'The policy.', example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11' })
  policyId!: string;

  @ApiProperty({ description: 'As which revision it was asked; 0: a draft.', example: 3 })
  revision!: number;

  @ApiProperty({ description: 'Its name.', example: 'Invoices only in office hours' })
  name!: string;

  @ApiProperty({ description: 'Its kind.', example: 'time_based' })
  kind!: string;

  @ApiProperty({ description: 'Its effect.', enum: EFFECTS, example: 'require' })
  effect!: Effect;

  @ApiProperty({ description: '`shadow` had no effect.', enum: MODES, example: 'enforced' })
  mode!: Mode;

  @ApiProperty({ description: 'What it said.', enum: OUTCOMES, example: 'no_match' })
  outcome!: PolicyTrace['outcome'];

  @ApiProperty({ description: 'Why it said so.', type: [ReasonResponse] })
  reasons!: readonly ReasonResponse[];

  @ApiProperty({ description: 'How long it took.', example: 12 })
  microseconds!: number;
}

export class ShadowDifferenceResponse {
  @ApiProperty({ description: 'Whether it would be allowed.', example: false })
  allowed!: boolean;

  @ApiProperty({ description: 'Why.', type: DecisionReasonResponse })
  reason!: DecisionReasonResponse;

  @ApiProperty({
    description: 'The shadow policies that make the difference.',
    type: [String],
    format: 'uuid',
    example: ['01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11'],
  })
  policyIds!: readonly string[];
}

export class JudgementResponse implements Judgement {
  @ApiProperty({ description: 'Whether it would be allowed.', example: false })
  allowed!: boolean;

  @ApiProperty({ description: 'Why.', type: DecisionReasonResponse })
  reason!: DecisionReasonResponse;

  @ApiProperty({ description: 'Conditions of a yes.', type: ObligationsResponse })
  obligations!: ObligationsResponse;

  @ApiPropertyOptional({
    description: 'Until when time does not change the answer. Absent: it never does.',
    example: '2026-03-02T16:30:00.000Z',
  })
  validUntil?: Date;

  @ApiProperty({ description: 'Every policy that applies.', type: [PolicyTraceResponse] })
  trace!: readonly PolicyTraceResponse[];

  @ApiPropertyOptional({
    description: 'What would differ if the shadow policies were enforced. Absent: neither yes nor no.',
    type: ShadowDifferenceResponse,
  })
  shadow?: ShadowDifferenceResponse;
}
