import { ApiProperty } from '@nestjs/swagger';

export class JwkResponse {
  @ApiProperty({ description: 'Type of the key.', example: 'EC' })
  kty!: string;

  @ApiProperty({ description: 'Its curve.', example: 'P-256' })
  crv!: string;

  @ApiProperty({ description: 'Its x coordinate.', example: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU' })
  x!: string;

  @ApiProperty({ description: 'Its y coordinate.', example: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' })
  y!: string;

  @ApiProperty({ description: 'What tokens call it.', example: '019a9f0e-6a1c-7b6e-9d53-0d1f4c1b2a10' })
  kid!: string;

  @ApiProperty({ description: 'What it is for.', example: 'sig' })
  use!: string;

  @ApiProperty({ description: 'The algorithm of its signatures.', example: 'ES256' })
  alg!: string;
}

export class JwksResponse {
  @ApiProperty({
    description: 'The key that will sign next, the one that signs now, and those whose tokens still live.',
    type: [JwkResponse],
  })
  keys!: readonly JwkResponse[];
}
