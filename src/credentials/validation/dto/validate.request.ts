import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsScopes } from '../../dto/is-scopes.decorator.js';

export class ValidateRequest {
  @ApiProperty({
    format: 'password',
    writeOnly: true,
    description: 'The token that an agent presented.',
    example: 'trc_3xampl3000000000000000000000000000000000000000000',
    maxLength: 4096,
  })
  @IsString()
  @MaxLength(4096)
  token!: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'Scopes that it must hold; without one of them it counts as inactive, and no use is taken.',
    example: ['forecast:read'],
    maxItems: 100,
  })
  @IfGiven()
  @IsScopes()
  scopes?: string[];
}
