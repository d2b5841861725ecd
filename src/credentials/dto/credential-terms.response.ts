import { ApiProperty } from '@nestjs/swagger';
import { CREDENTIAL_FORMATS, type Credential, type CredentialFormat } from '../credential.entity.js';
import { leaseIdOf } from '../lease-id.js';

/** What every answer about a credential says: whom it lets do what with which tool, and how long. */
export class CredentialGrantResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'The only tool it opens.',
    example: '019531ee-11aa-7c3d-8b55-2f0a4c1d9e77',
  })
  toolId!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The version of the tool that alone it opens, and with which it ends; null: whichever is served.',
    example: null,
  })
  versionId!: string | null;

  @ApiProperty({
    format: 'uuid',
    description: 'The agent it was vended to.',
    example: '019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c',
  })
  agentId!: string;

  @ApiProperty({ type: [String], description: 'What it opens of the tool.', example: ['invoke', 'forecast:read'] })
  scopes!: string[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'Since when it is good.',
    example: '2026-03-01T12:00:00.000Z',
  })
  issuedAt!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it ends by itself.',
    example: '2026-03-01T12:05:00.000Z',
  })
  expiresAt!: Date;
}

/** The same, for those who hold or manage it. */
export class CredentialTermsResponse extends CredentialGrantResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the credential; no secret.',
    example: '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11',
  })
  id!: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How often it may be used; null: not counted.',
    example: 10,
  })
  maxUses!: number | null;

  @ApiProperty({
    format: 'uuid',
    description: 'The decision that permitted it.',
    example: '019531f0-7a50-7a11-b2c3-0a1b2c3d4e5f',
  })
  decisionId!: string;

  @ApiProperty({
    description: 'The path of the lease. Managers of credentials end all below a prefix of its segments at once.',
    example:
      'tools/019531ee-11aa-7c3d-8b55-2f0a4c1d9e77/agents/019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c/019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11',
  })
  leaseId!: string;

  @ApiProperty({
    enum: CREDENTIAL_FORMATS,
    description: 'A random text that only the registry can check, or a JWT that others can verify by themselves.',
    example: 'opaque',
  })
  format!: CredentialFormat;

  @ApiProperty({ description: 'Whether its end may be moved, up to `maxExpiresAt`.', example: true })
  renewable!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'The end beyond which no renewal moves it.',
    example: '2026-03-01T13:00:00.000Z',
  })
  maxExpiresAt!: Date;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'For whom its token is, beside the tool itself; null: for the tool alone.',
    example: 'https://weather.example.com',
  })
  audience!: string | null;

  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'Addresses and CIDR ranges from which alone it may be used; null: any.',
    example: ['10.20.0.0/16'],
  })
  addresses!: string[] | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Thumbprint (RFC 7638) of the key that whoever uses it must prove to hold; null: none.',
    example: null,
  })
  boundKey!: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The credential from which it was delegated, and with which it ends; null: none.',
    example: null,
  })
  parentId!: string | null;

  @ApiProperty({ description: 'How many levels of delegations its holder may make from it.', example: 0 })
  delegations!: number;
}

/** What an answer about a credential says of its terms. */
export function termsOf(credential: Credential): CredentialTermsResponse {
  const {
    id,
    toolId,
    versionId,
    agentId,
    scopes,
    issuedAt,
    expiresAt,
    hardExpiresAt: maxExpiresAt,
    maxUses,
  } = credential;
  const { decisionId, format, renewable, audience, addresses, boundKey, parentId, delegations } = credential;
  const lease = { leaseId: leaseIdOf(credential), renewable, issuedAt, expiresAt, maxExpiresAt };
  const bounds = { scopes, maxUses, audience, addresses, boundKey, parentId, delegations };
  return { id, toolId, versionId, agentId, format, ...bounds, ...lease, decisionId };
}
