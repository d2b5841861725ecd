import { ApiProperty } from '@nestjs/swagger';

/** What every answer about a credential says: whom it lets do what with which tool, and how long. */
export class CredentialGrantResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'The only tool it opens.',
    example: '019531ee-11aa-7c3d-8b55-2f0a4c1d9e77',
  })
  toolId!: string;

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
}
