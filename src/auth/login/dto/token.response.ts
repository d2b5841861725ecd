import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { LoginResult } from '../login-tokens.js';

export class TokenResponse {
  @ApiProperty({
    description: 'Send it as `Authorization: Bearer …`, or `Authorization: DPoP …` where it is bound to a key.',
    example: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.…',
  })
  accessToken!: string;

  @ApiProperty({
    enum: ['Bearer', 'DPoP'],
    description: 'How the token is presented: RFC 6750, or RFC 9449 where it is bound to a key.',
    example: 'Bearer',
  })
  tokenType!: 'Bearer' | 'DPoP';

  @ApiProperty({ description: 'Seconds until the token expires.', example: 900 })
  expiresIn!: number;

  @ApiPropertyOptional({
    description: 'Serves once at `POST /api/v1/auth/refresh`. Only where you asked for it.',
    example: 'trr_4QmHb0…',
  })
  refreshToken?: string;

  @ApiPropertyOptional({ description: 'Seconds until it takes another login.', example: 86_400 })
  refreshExpiresIn?: number;
}

export function toTokenResponse({ token: accessToken, ...result }: LoginResult): TokenResponse {
  const { tokenType, expiresIn, refreshToken, refreshExpiresIn } = result;
  return { accessToken, tokenType, expiresIn, refreshToken, refreshExpiresIn };
}
