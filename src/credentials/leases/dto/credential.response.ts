import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import type { Credential } from '../../credential.entity.js';
import { CREDENTIAL_STATUSES, type CredentialStatus, statusOf } from '../../credential-status.js';
import { CredentialTermsResponse, termsOf } from '../../dto/credential-terms.response.js';

/** It has no revision, hence no ETag: what it says changes with time and use, not only by changes. */
export class CredentialResponse extends CredentialTermsResponse {
  @ApiProperty({ enum: CREDENTIAL_STATUSES, description: 'What it is worth now.', example: 'active' })
  status!: CredentialStatus;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How often it may still be used; null: not counted.',
    example: 9,
  })
  usesLeft!: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was last renewed.',
    example: '2026-03-01T12:03:00.000Z',
  })
  renewedAt!: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'What it was asked for.', example: 'Plan of the week' })
  reason!: string | null;

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
    const { usesLeft, renewedAt, reason, revokedAt, revokeReason } = credential;
    return {
      ...termsOf(credential),
      status: statusOf(credential, now),
      usesLeft,
      renewedAt,
      reason,
      revokedAt,
      revokeReason,
    };
  }
}

export class CredentialPage {
  @ApiProperty({ type: [CredentialResponse], description: 'The credentials of this page, the newest first.' })
  data!: CredentialResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;
}
