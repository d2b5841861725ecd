import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';

export class RevokeRequest {
  @ApiPropertyOptional({
    description: 'Why; kept in the audit.',
    example: 'The job is done',
    minLength: 1,
    maxLength: 500,
  })
  @IfGiven()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason?: string;
}
