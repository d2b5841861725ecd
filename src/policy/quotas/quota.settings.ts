import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { QUOTA_PERIODS, type QuotaPeriod } from './quota-window.js';

/** Whose uses are added up: all of an agent, all of a tool, or those of an agent with a tool. */
const QUOTA_SUBJECTS = ['agent', 'tool', 'agent_and_tool'] as const;
type QuotaSubject = (typeof QUOTA_SUBJECTS)[number];

const MOST = 1_000_000_000;

export class QuotaSettings {
  @ApiProperty({
    description: 'How many uses there are in each period.',
    type: 'integer',
    minimum: 1,
    maximum: MOST,
    example: 100,
  })
  @IsInt()
  @Min(1)
  @Max(MOST)
  limit!: number;

  @ApiProperty({ description: 'The minute, hour or day of UTC in which uses are counted.', enum: QUOTA_PERIODS })
  @IsIn(QUOTA_PERIODS)
  per!: QuotaPeriod;

  @ApiProperty({
    description: 'Each agent has so many uses over all tools, each tool over all agents, or each agent of each tool.',
    enum: QUOTA_SUBJECTS,
  })
  @IsIn(QUOTA_SUBJECTS)
  of!: QuotaSubject;
}
