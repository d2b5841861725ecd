import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../../common/http/page.js';
import { CREDENTIAL_STATUSES, type CredentialStatus } from '../credential-status.js';

export class CredentialQuery extends PageQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those for this tool.',
    example: '019531ee-11aa-7c3d-8b55-2f0a4c1d9e77',
  })
  @IsOptional()
  @IsUUID()
  toolId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those of this agent; of another only with `credential:manage`.',
    example: '019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c',
  })
  @IsOptional()
  @IsUUID()
  agentId?: string;

  @ApiPropertyOptional({ enum: CREDENTIAL_STATUSES, description: 'Only those in this state now.', example: 'active' })
  @IsOptional()
  @IsIn(CREDENTIAL_STATUSES)
  status?: CredentialStatus;
}
