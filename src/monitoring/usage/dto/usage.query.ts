import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsInstant } from '../../../common/http/is-instant.decorator.js';
import { USAGE_INTERVALS, type UsageInterval } from '../usage-figures.js';

export class UsageQuery {
  @ApiPropertyOptional({
    description: 'Count from this moment on; 30 days before `to` where not given.',
    format: 'date-time',
    example: '2026-03-01T00:00:00Z',
  })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({
    description: 'Count up to this moment; now where not given.',
    format: 'date-time',
    example: '2026-04-01T00:00:00Z',
  })
  @IsOptional()
  @IsInstant()
  to?: string;

  @ApiPropertyOptional({
    description: 'Also show a series by hour or day (UTC), at most 1000 of them.',
    enum: USAGE_INTERVALS,
    example: 'day',
  })
  @IsOptional()
  @IsIn(USAGE_INTERVALS)
  interval?: UsageInterval;
}
