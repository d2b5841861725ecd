import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsString, Length, Min } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';

export class ApproveAccessRequest {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'For how long, in seconds from now; no longer than was asked for. Default: that.',
    minimum: 1,
    example: 900,
  })
  @IfGiven()
  @IsInt()
  @Min(1)
  durationSeconds?: number;

  @ApiPropertyOptional({
    description: 'For the agent and for the audit.',
    minLength: 1,
    maxLength: 2000,
    example: 'Agreed with the customer desk.',
  })
  @IfGiven()
  @IsString()
  @Length(1, 2000)
  note?: string;
}
