import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';

const THIRTY_DAYS = 2_592_000;

export class RotateClientSecretRequest {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: THIRTY_DAYS,
    default: 0,
    description:
      'Seconds for which the secret so far goes on working. 0 ends it at once, with the access tokens and clients that were got by it.',
    example: 3600,
  })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(THIRTY_DAYS)
  overlapSeconds: number = 0;
}
