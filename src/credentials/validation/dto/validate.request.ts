import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IsAddress } from '../../../common/http/is-address.decorator.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsScopes } from '../../dto/is-scopes.decorator.js';
import { IsThumbprint } from '../../dto/is-thumbprint.decorator.js';

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

  @ApiPropertyOptional({
    description: 'For whom it must be: its audience, or the URI of its tool where it is for that alone.',
    example: 'https://registry.example.com/api/v1/tools/019531ee-11aa-7c3d-8b55-2f0a4c1d9e77',
    maxLength: 2048,
  })
  @IfGiven()
  @IsString()
  @MaxLength(2048)
  audience?: string;

  @ApiPropertyOptional({
    description: 'From which address it was presented. Without it one that is bound to addresses counts as inactive.',
    example: '203.0.113.7',
  })
  @IfGiven()
  @IsAddress()
  address?: string;

  @ApiPropertyOptional({
    description:
      'Thumbprint (RFC 7638) of the key that whoever presented it has proved to hold, by a DPoP proof (RFC 9449) that you ' +
      'have checked. Without it one that is bound to a key counts as inactive.',
    example: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
    minLength: 43,
    maxLength: 43,
  })
  @IfGiven()
  @IsThumbprint()
  provenKey?: string;
}
