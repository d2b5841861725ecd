import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { PageQuery } from '../../../common/http/page.js';
import { AGENT_TYPES, type AgentType } from '../../principal.js';
import type { AgentStatus } from '../agent.entity.js';

export class ListAgentsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: AGENT_TYPES, description: 'Only agents of this type.', example: 'service' })
  @IfGiven()
  @IsIn(AGENT_TYPES)
  type?: AgentType;

  @ApiPropertyOptional({ enum: ['active', 'disabled'], description: 'Only agents of this status.', example: 'active' })
  @IfGiven()
  @IsIn(['active', 'disabled'])
  status?: AgentStatus;

  @ApiPropertyOptional({ description: 'Only agents that hold this role.', maxLength: 64, example: 'auditor' })
  @IfGiven()
  @IsString()
  @MaxLength(64)
  role?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only agents that this one answers for.',
    example: '019a9f0e-6a1c-7b6e-9d53-0d1f4c1b2a10',
  })
  @IfGiven()
  @IsUUID()
  ownerId?: string;
}
