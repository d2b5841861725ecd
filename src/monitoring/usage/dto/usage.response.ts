import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const AN_ID = '01980d5c-6d1e-7b3a-9c57-2f1d8a3b4c5d';
const A_MOMENT = '2026-03-01T08:00:00.000Z';

export class OutcomeCountResponse {
  @ApiProperty({ description: 'How invocations ended.', example: 'success' })
  outcome!: string;

  @ApiProperty({ description: 'How many ended so.', example: 41 })
  count!: number;
}

export class LatencyResponse {
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Median, in milliseconds; null without invocations.',
    example: 38.2,
  })
  p50!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: '95th percentile, in milliseconds; null without invocations.',
    example: 121.7,
  })
  p95!: number | null;
}

export class InvocationUsageResponse {
  @ApiProperty({ description: 'Invocations through the registry.', example: 42 })
  total!: number;

  @ApiProperty({ type: [OutcomeCountResponse], description: 'The same, by how they ended.' })
  byOutcome!: OutcomeCountResponse[];

  @ApiProperty({ type: LatencyResponse, description: 'How long they took.' })
  latencyMs!: LatencyResponse;
}

export class AgentUsageResponse {
  @ApiProperty({ description: 'The agent.', format: 'uuid', example: AN_ID })
  agentId!: string;

  @ApiProperty({ description: 'Its invocations.', example: 40 })
  invocations!: number;

  @ApiProperty({ description: 'Credentials vended to it.', example: 2 })
  vends!: number;

  @ApiProperty({ description: 'When it last did either.', format: 'date-time', example: A_MOMENT })
  lastUsedAt!: string;
}

export class RefusalCountResponse {
  @ApiProperty({ description: 'What was refused.', example: 'vend' })
  action!: string;

  @ApiProperty({ description: 'Why.', example: 'NO_PERMIT' })
  code!: string;

  @ApiProperty({ description: 'How often.', example: 1 })
  count!: number;
}

export class RefusalsResponse {
  @ApiProperty({ description: 'Requests that the policies refused.', example: 1 })
  total!: number;

  @ApiProperty({ type: [RefusalCountResponse], description: 'The same, by action and reason.' })
  byReason!: RefusalCountResponse[];
}

export class UsageBucketResponse {
  @ApiProperty({ description: 'The first moment of the hour or day.', format: 'date-time', example: A_MOMENT })
  from!: string;

  @ApiProperty({ description: 'Invocations in it.', example: 12 })
  invocations!: number;

  @ApiProperty({ description: 'Credentials vended in it.', example: 1 })
  vends!: number;
}

export class ToolUsageResponse {
  @ApiProperty({ description: 'The tool.', format: 'uuid', example: AN_ID })
  toolId!: string;

  @ApiProperty({ description: 'Counted from here, inclusive.', format: 'date-time', example: A_MOMENT })
  from!: string;

  @ApiProperty({ description: 'Counted to here, exclusive.', format: 'date-time', example: '2026-04-01T00:00:00.000Z' })
  to!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When it was last used at all, in the range or not.',
    format: 'date-time',
    example: A_MOMENT,
  })
  lastUsedAt!: string | null;

  @ApiProperty({ type: InvocationUsageResponse, description: 'Invocations through the registry.' })
  invocations!: InvocationUsageResponse;

  @ApiProperty({ description: 'Credentials vended for the tool.', example: 3 })
  vends!: number;

  @ApiProperty({ type: RefusalsResponse, description: 'What the policies refused.' })
  refusals!: RefusalsResponse;

  @ApiProperty({ type: [AgentUsageResponse], description: 'The ten busiest agents.' })
  agents!: AgentUsageResponse[];

  @ApiPropertyOptional({ type: [UsageBucketResponse], description: 'By hour or day, where `interval` was asked for.' })
  series?: UsageBucketResponse[];
}
