import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { PageQuery } from '../../common/http/page.js';
import { IsInstant } from '../../common/http/is-instant.decorator.js';

/** A list of things that happened between two moments. */
export class TimeRangeQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Only what happened at or after this moment.',
    format: 'date-time',
    example: '2026-03-01T00:00:00Z',
  })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({
    description: 'Only what happened before this moment.',
    format: 'date-time',
    example: '2026-04-01T00:00:00Z',
  })
  @IsOptional()
  @IsInstant()
  to?: string;
}
