import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { TimeRangeQuery } from '../../dto/time-range.query.js';

export class AuditQuery extends TimeRangeQuery {
  @ApiPropertyOptional({ description: 'Only this action.', example: 'tool.registered' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  action?: string;

  @ApiPropertyOptional({ description: 'Only subjects of this type.', example: 'tool' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  subjectType?: string;

  @ApiPropertyOptional({ description: 'Only this subject.', example: '01980d5c-6d1e-7b3a-9c57-2f1d8a3b4c5d' })
  @IsOptional()
  @IsString()
  @MaxLength(512)
  subjectId?: string;

  @ApiPropertyOptional({
    description: 'Only what this agent did.',
    format: 'uuid',
    example: '01980d5c-6d1e-7b3a-9c57-2f1d8a3b4c5d',
  })
  @IsOptional()
  @IsUUID()
  actorId?: string;

  @ApiPropertyOptional({
    description: 'Only what succeeded, or only what was refused.',
    enum: ['success', 'refused'],
    example: 'refused',
  })
  @IsOptional()
  @IsIn(['success', 'refused'])
  outcome?: 'success' | 'refused';
}
