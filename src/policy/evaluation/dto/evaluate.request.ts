import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsIP,
  IsISO8601,
  IsObject,
  IsRFC3339,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { AsGiven } from '../../../common/http/as-given.decorator.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import { type Action, ACTIONS } from '../../policy-type.js';
import { PolicyDraftRequest } from './policy-draft.request.js';

const MOST_CHANGES = 20;
const MOST_ROLES = 100;

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
  @AsGiven()
  @IsObject()
  arguments?: Record<string, unknown>;

  @ApiPropertyOptional({
    description: 'Whether the agent would prove to hold the key of a bound token. Default: no.',
    default: false,
    example: true,
  })
  @IfGiven()
  @IsBoolean()
  keyProven?: boolean;

  @ApiPropertyOptional({
    description: 'What if the agent had these roles and no others.',
    type: [String],
    maxItems: MOST_ROLES,
    example: ['tool_publisher'],
  })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MOST_ROLES)
  @Matches(/^[a-z][a-z0-9_]{0,63}$/, {
    each: true,
    message: 'each role must be lower_snake_case, at most 64 characters',
  })
  roles?: string[];

  @ApiPropertyOptional({
    description: 'What if there were these policies too. `Draft 1` is what the trace calls the first.',
    type: [PolicyDraftRequest],
    maxItems: MOST_CHANGES,
    example: [{ kind: 'role_based', settings: { roles: ['user'] }, effect: 'deny' }],
  })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MOST_CHANGES)
  @IsNested(() => PolicyDraftRequest, { each: true })
  with?: PolicyDraftRequest[];

  @ApiPropertyOptional({
    description: 'What if there were not these policies, by id.',
    type: [String],
    maxItems: MOST_CHANGES,
    example: ['01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11'],
  })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MOST_CHANGES)
  @IsUUID('all', { each: true })
  without?: string[];
}
