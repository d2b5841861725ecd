import { ApiProperty } from '@nestjs/swagger';

export class TokenResponse {
  @ApiProperty({
    description: 'Send it as `Authorization: Bearer …`.',
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
}
