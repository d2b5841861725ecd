import { ApiProperty } from '@nestjs/swagger';

const METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];
const ALGORITHMS = ['ES256', 'PS256', 'EdDSA'];

/** RFC 8414 §2. */
export class AuthorizationServerMetadata {
  @ApiProperty({
    format: 'uri',
    description: 'The registry, as its tokens name it.',
    example: 'https://registry.example.com',
  })
  issuer!: string;

  @ApiProperty({
    format: 'uri',
    description: 'Where tokens are got.',
    example: 'https://registry.example.com/oauth/token',
  })
  token_endpoint!: string;

  @ApiProperty({
    format: 'uri',
    description: 'Where tokens are asked about (RFC 7662).',
    example: 'https://registry.example.com/oauth/introspect',
  })
  introspection_endpoint!: string;

  @ApiProperty({
    format: 'uri',
    description: 'Where tokens are ended (RFC 7009).',
    example: 'https://registry.example.com/oauth/revoke',
  })
  revocation_endpoint!: string;

  @ApiProperty({
    format: 'uri',
    description: 'The public keys of access tokens.',
    example: 'https://registry.example.com/.well-known/jwks.json',
  })
  jwks_uri!: string;

  @ApiProperty({
    type: [String],
    description: 'Every permission that something asks for; each may be narrowed.',
    example: ['tool:invoke', 'tool:read'],
  })
  scopes_supported!: string[];

  @ApiProperty({ type: [String], description: 'None: people log in elsewhere.', example: [] })
  response_types_supported!: string[];

  @ApiProperty({ type: [String], description: 'Values of `grant_type`.', example: ['client_credentials'] })
  grant_types_supported!: string[];

  @ApiProperty({ type: [String], description: 'How clients prove themselves to get tokens.', example: METHODS })
  token_endpoint_auth_methods_supported!: string[];

  @ApiProperty({ type: [String], description: 'How clients may sign their assertions.', example: ALGORITHMS })
  token_endpoint_auth_signing_alg_values_supported!: string[];

  @ApiProperty({ type: [String], description: 'As for tokens.', example: METHODS })
  introspection_endpoint_auth_methods_supported!: string[];

  @ApiProperty({ type: [String], description: 'As for tokens.', example: ALGORITHMS })
  introspection_endpoint_auth_signing_alg_values_supported!: string[];

  @ApiProperty({ type: [String], description: 'As for tokens.', example: METHODS })
  revocation_endpoint_auth_methods_supported!: string[];

  @ApiProperty({ type: [String], description: 'As for tokens.', example: ALGORITHMS })
  revocation_endpoint_auth_signing_alg_values_supported!: string[];

  @ApiProperty({ type: [String], description: 'How DPoP proofs may be signed (RFC 9449).', example: ['ES256'] })
  dpop_signing_alg_values_supported!: string[];

  @ApiProperty({
    type: [String],
    description: 'What its tokens are for: the registry itself (RFC 9728).',
    example: ['https://registry.example.com'],
  })
  protected_resources!: string[];

  @ApiProperty({ format: 'uri', description: 'For people.', example: 'https://registry.example.com/docs' })
  service_documentation!: string;
}
