import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../common/http/page.js';
import type { Credential } from '../credential.entity.js';
import { CREDENTIAL_STATUSES, type CredentialStatus, statusOf } from '../credential-status.js';

/** It has no revision, hence no ETag: what it says changes with time and use, not only by changes. */
export class CredentialResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the credential; no secret.',
    example: '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11',
  })
  id!: string;

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

  @ApiProperty({ enum: CREDENTIAL_STATUSES, description: 'What it is worth now.', example: 'active' })
  status!: CredentialStatus;

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

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How often it may be used; null: not counted.',
    example: 10,
  })
  maxUses!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How often it may still be used; null: not counted.',
    example: 9,
  })
  usesLeft!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'What it was asked for.', example: 'Plan of the week' })
  reason!: string | null;

  @ApiProperty({
    format: 'uuid',
    description: 'The decision that permitted it.',
    example: '019531f0-7a50-7a11-b2c3-0a1b2c3d4e5f',
  })
  decisionId!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was revoked.',
    example: null,
  })
  revokedAt!: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was revoked.', example: null })
  revokeReason!: string | null;

  static of(credential: Credential, now: Date): CredentialResponse {
    const { id, toolId, agentId, scopes, issuedAt, expiresAt, maxUses, usesLeft } = credential;
    const { reason, decisionId, revokedAt, revokeReason } = credential;
    const status = statusOf(credential, now);
    const terms = { id, toolId, agentId, scopes, status, issuedAt, expiresAt, maxUses, usesLeft };
    return { ...terms, reason, decisionId, revokedAt, revokeReason };
  }
}

export class CredentialPage {
  @ApiProperty({ type: [CredentialResponse], description: 'The credentials of this page, the newest first.' })
  data!: CredentialResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;
}
