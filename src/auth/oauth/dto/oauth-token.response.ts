import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** RFC 6749 §5.1 and, for token exchange, RFC 8693 §2.2.1. */
export class OAuthTokenResponse {
  @ApiProperty({
    description: 'A JWT (RFC 9068) for this registry.',
    example: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9...',
  })
  access_token!: string;

  @ApiProperty({
    enum: ['Bearer', 'DPoP'],
    description: 'How the token is presented: RFC 6750, or RFC 9449 where it is bound to a key.',
    example: 'Bearer',
  })
  token_type!: 'Bearer' | 'DPoP';

  @ApiProperty({ type: 'integer', description: 'Seconds until the token expires.', example: 900 })
  expires_in!: number;

  @ApiPropertyOptional({
    description: 'Permissions of the token, separated by spaces; absent when it has none.',
    example: 'tool:read tool:invoke',
  })
  scope?: string;

  @ApiPropertyOptional({
    description: 'Token exchange: what was issued.',
    enum: ['urn:ietf:params:oauth:token-type:access_token'],
    example: 'urn:ietf:params:oauth:token-type:access_token',
  })
  issued_token_type?: string;
}
