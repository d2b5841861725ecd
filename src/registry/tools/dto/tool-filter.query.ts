import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { Repeatable } from '../../../common/http/repeatable.decorator.js';
import { TOOL_STATUSES, type ToolStatus } from '../tool-status.js';
import { TAG, TAG_RULE } from './tool-properties.decorators.js';

/** What narrows lists of tools and searches alike. */
export class ToolFilterQuery {
  @ApiPropertyOptional({
    type: [String],
    description: 'Only tools with this tag; given several times, with all of them.',
    example: ['weather'],
    maxItems: 10,
  })
  @IsOptional()
  @Repeatable()
  @ArrayMaxSize(10)
  @Matches(TAG, { each: true, message: TAG_RULE })
  tag?: string[];

  @ApiPropertyOptional({ description: 'Only tools of this type.', example: 'http' })
  @IsOptional()
  @Matches(/^[a-z][a-z0-9_]{0,63}$/, { message: 'type must be the kind of a tool type' })
  type?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only tools of this agent.',
    example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b12',
  })
  @IsOptional()
  @IsUUID()
  ownerId?: string;

  @ApiPropertyOptional({
    enum: TOOL_STATUSES,
    isArray: true,
    description: 'Only tools that stand there in their life; given several times, in any of these.',
    example: ['active'],
  })
  @IsOptional()
  @Repeatable()
  @IsIn(TOOL_STATUSES, { each: true })
  status?: ToolStatus[];
}
