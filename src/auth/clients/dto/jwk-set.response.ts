import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ASSERTION_ALGORITHMS, type AssertionAlgorithm, type ClientJwk, type ClientJwkSet } from '../client-jwk.js';

export class JwkResponse implements ClientJwk {
  @ApiProperty({ description: 'What assertions name the key by.', example: '2026-03' })
  kid!: string;

  @ApiProperty({ enum: ['EC', 'OKP', 'RSA'], description: 'The type of the key.', example: 'EC' })
  kty!: ClientJwk['kty'];

  @ApiPropertyOptional({
    enum: ASSERTION_ALGORITHMS,
    description: 'The only algorithm that it is for.',
    example: 'ES256',
  })
  alg?: AssertionAlgorithm;

  @ApiPropertyOptional({ description: 'The curve, of EC and OKP keys.', example: 'P-256' })
  crv?: string;

  @ApiPropertyOptional({ description: 'Of EC and OKP keys.', example: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU' })
  x?: string;

  @ApiPropertyOptional({ description: 'Of EC keys.', example: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' })
  y?: string;

  @ApiPropertyOptional({
    description: 'The modulus of RSA keys.',
    example: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM…',
  })
  n?: string;

  @ApiPropertyOptional({ description: 'The exponent of RSA keys.', example: 'AQAB' })
  e?: string;
}

export class JwkSetResponse implements ClientJwkSet {
  @ApiProperty({ type: [JwkResponse], description: 'The public keys.' })
  keys!: readonly JwkResponse[];
}
