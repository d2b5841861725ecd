import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class ActorResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'The agent that acts.',
    example: '019a9f0e-7b2d-7c10-8a44-1e2f3a4b5c6d',
  })
  sub!: string;

  @ApiPropertyOptional({ type: () => ActorResponse, description: 'Who acted before it.' })
  act?: ActorResponse;
}

class ConfirmationResponse {
  @ApiProperty({
    description: 'Thumbprint (RFC 7638) of the key that whoever presents the token must prove to hold.',
    example: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
  })
  jkt!: string;
}

/** RFC 7662 §2.2. Of a token that is not active, or is not the caller's to know, `active` is all that is told. */
export class IntrospectionResponse {
  @ApiProperty({ description: 'Whether the token is good now.', example: true })
  active!: boolean;

  @ApiPropertyOptional({
    description: 'Permissions that it has in effect, or scopes of a vended credential, separated by spaces.',
    example: 'tool:read tool:invoke',
  })
  scope?: string;

  @ApiPropertyOptional({
    description: "The client that got it, else the agent's id.",
    example: '019a9f0e-8c3d-7e21-9b14-6f2a1d0c5e44',
  })
  client_id?: string;

  @ApiPropertyOptional({ description: "The agent's name.", example: 'report-bot' })
  username?: string;

  @ApiPropertyOptional({ enum: ['Bearer', 'DPoP'], description: 'How it is presented.', example: 'Bearer' })
  token_type?: 'Bearer' | 'DPoP';

  @ApiPropertyOptional({ type: 'integer', description: 'When it ends, in seconds since 1970.', example: 1_767_225_600 })
  exp?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'When it was issued.', example: 1_767_224_700 })
  iat?: number;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The agent for whom it acts.',
    example: '019a9f0e-6a1c-7b6e-9d53-0d1f4c1b2a10',
  })
  sub?: string;

  @ApiPropertyOptional({
    description: 'Whom it is for: this registry; for a vended credential its audience.',
    example: 'https://registry.example.com',
  })
  aud?: string;

  @ApiPropertyOptional({ description: 'Who issued it: this registry.', example: 'https://registry.example.com' })
  iss?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: "The token's own id.",
    example: '019a9f10-1d2e-7f30-8b41-5c6d7e8f9a0b',
  })
  jti?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The only tool that it opens, for a vended credential.',
    example: '019531ee-11aa-7c3d-8b55-2f0a4c1d9e77',
  })
  tool_id?: string;

  @ApiPropertyOptional({ type: ConfirmationResponse, description: 'The key to which it is bound (RFC 9449).' })
  cnf?: ConfirmationResponse;

  @ApiPropertyOptional({ type: ActorResponse, description: 'Who acts for the agent (RFC 8693).' })
  act?: ActorResponse;
}
