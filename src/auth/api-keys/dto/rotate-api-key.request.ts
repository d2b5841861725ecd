import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsDate, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { AsDate } from '../../as-date.decorator.js';

const THIRTY_DAYS = 2_592_000;

export class RotateApiKeyRequest {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: THIRTY_DAYS,
    description:
      'Seconds for which the old key goes on working, unless it ends earlier; 0 ends it at once. Default: `API_KEY_OVERLAP_SECONDS`.',
    example: 3600,
  })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(THIRTY_DAYS)
  overlapSeconds?: number;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the new key ends. Absent or null: when the old one would have.',
    example: '2028-01-01T00:00:00.000Z',
  })
  @IsOptional()
  @AsDate()
  @IsDate()
  expiresAt?: Date | null;
}
