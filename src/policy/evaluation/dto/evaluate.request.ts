import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsIP, IsISO8601, IsObject, IsRFC3339, IsUUID, MaxLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { type Action, ACTIONS } from '../../policy-type.js';

export class EvaluateRequest {
  @ApiProperty({ format: 'uuid', description: 'Who would ask.', example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11' })
  @IsUUID()
  agentId!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The tool it would be about.',
    example: '01938c8e-9c11-7c3e-8f60-5a1b7d2e4c33',
  })
  @IsUUID()
  toolId!: string;

  @ApiProperty({ description: 'What it would want to do.', enum: ACTIONS, example: 'vend' })
  @IsIn(ACTIONS)
  action!: Action;

  @ApiPropertyOptional({ format: 'date-time', description: 'When. Default: now.', example: '2026-03-02T10:00:00Z' })
  @IfGiven()
  @MaxLength(40)
  @IsISO8601({ strict: true, strictSeparator: true })
  @IsRFC3339()
  at?: string;

  @ApiPropertyOptional({ description: 'From which address. Default: none.', example: '203.0.113.7' })
  @IfGiven()
  @IsIP()
  address?: string;

  @ApiPropertyOptional({
    description: 'The arguments of an invocation.',
    type: 'object',
    additionalProperties: true,
    example: { warehouse: 'HAM' },
  })
  @IfGiven()
  @IsObject()
  arguments?: Record<string, unknown>;
}
