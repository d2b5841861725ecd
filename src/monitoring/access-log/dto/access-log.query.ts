import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { AsBoolean } from '../../../config/transforms.js';
import { type Action, ACTIONS } from '../../../policy/index.js';
import { TimeRangeQuery } from '../../dto/time-range.query.js';

const AN_ID = '01980d5c-6d1e-7b3a-9c57-2f1d8a3b4c5d';

export class AccessLogQuery extends TimeRangeQuery {
  @ApiPropertyOptional({ description: 'Only what this agent asked.', format: 'uuid', example: AN_ID })
  @IsOptional()
  @IsUUID()
  agentId?: string;

  @ApiPropertyOptional({ description: 'Only what was asked about this tool.', format: 'uuid', example: AN_ID })
  @IsOptional()
  @IsUUID()
  toolId?: string;

  @ApiPropertyOptional({ description: 'Only this action.', enum: ACTIONS, example: 'vend' })
  @IsOptional()
  @IsIn(ACTIONS)
  action?: Action;

  @ApiPropertyOptional({ description: 'Only what was allowed, or only what was refused.', example: false })
  @AsBoolean()
  @IsOptional()
  @IsBoolean()
  allowed?: boolean;

  @ApiPropertyOptional({
    description: 'Only what the shadow policies would have turned round, or only the rest.',
    example: true,
  })
  @AsBoolean()
  @IsOptional()
  @IsBoolean()
  shadowDiffers?: boolean;
}
