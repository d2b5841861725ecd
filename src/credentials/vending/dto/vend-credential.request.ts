import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsScopes } from '../../dto/is-scopes.decorator.js';

export class VendCredentialRequest {
  @ApiPropertyOptional({
    type: [String],
    description: 'Scopes wanted. Absent: all of the tool. Those not allowed are left out, with a warning.',
    example: ['invoke', 'forecast:read'],
    maxItems: 100,
  })
  @IfGiven()
  @IsScopes()
  scopes?: string[];

  @ApiPropertyOptional({
    description: 'Seconds to live. Absent: the default. Longer than allowed is cut, with a warning.',
    example: 300,
    minimum: 1,
    maximum: 2_592_000,
  })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(2_592_000)
  ttlSeconds?: number;

  @ApiPropertyOptional({
    description: 'How often it may be used. Absent: as often as the policies allow.',
    example: 10,
    minimum: 1,
    maximum: 1_000_000,
  })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  maxUses?: number;

  @ApiPropertyOptional({
    description: 'What it is for; kept in the audit.',
    example: 'Plan of the week',
    maxLength: 500,
  })
  @IfGiven()
  @IsString()
  @MaxLength(500)
  reason?: string;
}
