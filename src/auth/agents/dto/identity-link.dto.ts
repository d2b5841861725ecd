import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { IdentityLink } from '../../identities/identity-link.js';

export class IdentityLinkDto implements IdentityLink {
  @ApiProperty({
    description: 'Who vouches, as the auth method names it.',
    maxLength: 500,
    example: 'https://idp.example',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  issuer!: string;

  @ApiProperty({ description: 'Whom it vouches for, exactly as it says.', maxLength: 500, example: 'uid=alice' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  subject!: string;
}
