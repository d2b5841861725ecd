import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsInstant } from '../../../common/http/is-instant.decorator.js';
import { PageQuery } from '../../../common/http/page.js';
import { CREDENTIAL_FORMATS, type CredentialFormat } from '../../credential.entity.js';
import { CREDENTIAL_STATUSES, type CredentialStatus } from '../../credential-status.js';

export class CredentialQuery extends PageQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those for this tool.',
    example: '019531ee-11aa-7c3d-8b55-2f0a4c1d9e77',
  })
  @IfGiven()
  @IsUUID()
  toolId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those of this agent; of another only with `credential:manage`.',
    example: '019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c',
  })
  @IfGiven()
  @IsUUID()
  agentId?: string;

  @ApiPropertyOptional({ enum: CREDENTIAL_STATUSES, description: 'Only those in this state now.', example: 'active' })
  @IfGiven()
  @IsIn(CREDENTIAL_STATUSES)
  status?: CredentialStatus;

  @ApiPropertyOptional({ enum: CREDENTIAL_FORMATS, description: 'Only those of this format.', example: 'opaque' })
  @IfGiven()
  @IsIn(CREDENTIAL_FORMATS)
  format?: CredentialFormat;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those that were delegated from this one.',
    example: '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11',
  })
  @IfGiven()
  @IsUUID()
  parentId?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Only those that expire before this time, or did.',
    example: '2026-03-01T12:05:00.000Z',
  })
  @IfGiven()
  @IsInstant()
  expiresBefore?: string;
}
