import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { TRANSITION_NAMES, type TransitionName } from '../transitions.js';

export class TransitionRequest {
  @ApiProperty({ enum: TRANSITION_NAMES, description: 'The step to take.', example: 'deprecate' })
  @IsIn(TRANSITION_NAMES)
  transition!: TransitionName;

  @ApiProperty({ description: 'Why; kept in the audit.', example: 'The provider ends it.', maxLength: 500 })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason!: string;

  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'Of a deprecation: from when on it may be retired.',
    example: '2027-06-30T00:00:00Z',
  })
  @IfGiven()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  sunsetAt?: string;

  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'Of a deprecation: the tool to use in its place.',
    example: '0198c5f2-7c1e-7f44-9d5c-3a1f6d2b8e90',
  })
  @IfGiven()
  @IsUUID()
  successorId?: string;
}
