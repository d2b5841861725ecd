import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';

export class RenewRequest {
  @ApiPropertyOptional({
    description:
      'Seconds to live from now on. Absent: the default. Longer than allowed is cut, with a warning; less than is left shortens the lease.',
    example: 600,
    minimum: 1,
    maximum: 2_592_000,
  })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(2_592_000)
  incrementSeconds?: number;
}
