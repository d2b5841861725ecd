import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';

const APPROVED = ['access', 'call'] as const;

export class ApprovalSettings {
  @ApiProperty({
    description:
      'What a person must have agreed to: `access` to the tool for a time, or this one `call` with exactly these ' +
      'arguments, which is then used up.',
    enum: APPROVED,
    example: 'call',
  })
  @IsIn(APPROVED)
  for!: (typeof APPROVED)[number];

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Seconds after the approval for which it counts at most, however long it was granted for.',
    minimum: 1,
    maximum: 31_536_000,
    example: 3600,
  })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(31_536_000)
  maxSeconds?: number;
}
