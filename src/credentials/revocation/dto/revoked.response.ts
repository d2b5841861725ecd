import { ApiProperty } from '@nestjs/swagger';

export class RevokedResponse {
  @ApiProperty({
    description: 'How many credentials ended by it, those included that were delegated from them.',
    example: 3,
    minimum: 0,
  })
  revoked!: number;
}
