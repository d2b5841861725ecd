import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { PageQuery } from '../../../common/http/page.js';
import { ACCESS_REQUEST_STATUSES, type AccessRequestStatus } from '../access-request-status.js';

const VIEWS = ['mine', 'to_decide'] as const;

export class AccessRequestsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Only those of the caller, or only pending ones of others. Default: all that the caller may see.',
    enum: VIEWS,
    example: 'to_decide',
  })
  @IfGiven()
  @IsIn(VIEWS)
  view?: (typeof VIEWS)[number];

  @ApiPropertyOptional({
    description: 'Only those in this state now.',
    enum: ACCESS_REQUEST_STATUSES,
    example: 'pending',
  })
  @IfGiven()
  @IsIn(ACCESS_REQUEST_STATUSES)
  status?: AccessRequestStatus;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those for this tool.',
    example: '01938c8e-9c11-7c3e-8f60-5a1b7d2e4c33',
  })
  @IfGiven()
  @IsUUID()
  toolId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those of this agent.',
    example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11',
  })
  @IfGiven()
  @IsUUID()
  agentId?: string;
}
