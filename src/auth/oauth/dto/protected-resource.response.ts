import { ApiProperty } from '@nestjs/swagger';

/** RFC 9728 §2. */
export class ProtectedResourceMetadata {
  @ApiProperty({
    format: 'uri',
    description: 'The registry: what `resource` asks for and `aud` names.',
    example: 'https://registry.example.com',
  })
  resource!: string;

  @ApiProperty({
    type: [String],
    description: 'Where its tokens come from: the registry itself.',
    example: ['https://registry.example.com'],
  })
  authorization_servers!: string[];

  @ApiProperty({
    type: [String],
    description: 'Every permission that something asks for; each may be narrowed.',
    example: ['tool:invoke', 'tool:read'],
  })
  scopes_supported!: string[];

  @ApiProperty({ type: [String], description: 'Where a token is sent: in the header alone.', example: ['header'] })
  bearer_methods_supported!: string[];

  @ApiProperty({ type: [String], description: 'How DPoP proofs may be signed (RFC 9449).', example: ['ES256'] })
  dpop_signing_alg_values_supported!: string[];

  @ApiProperty({ description: 'Whether every token must be bound to a key.', example: false })
  dpop_bound_access_tokens_required!: boolean;

  @ApiProperty({ description: 'For people.', example: 'GenAI Tool Registry' })
  resource_name!: string;

  @ApiProperty({ format: 'uri', description: 'For people.', example: 'https://registry.example.com/docs' })
  resource_documentation!: string;
}
