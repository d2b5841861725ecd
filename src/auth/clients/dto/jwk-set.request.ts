import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject } from 'class-validator';

export class JwkSetRequest {
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    minItems: 1,
    maxItems: 5,
    description:
      'Public keys as JWKs (RFC 7517), each with a `kid` of its own: EC on P-256 or P-384, Ed25519, or RSA of 2048 bits or more. Keys with private members are refused.',
    example: [
      {
        kty: 'EC',
        crv: 'P-256',
        kid: '2026-03',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
      },
    ],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @IsObject({ each: true })
  keys!: Record<string, unknown>[];
}
