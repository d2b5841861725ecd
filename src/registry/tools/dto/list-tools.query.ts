import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery } from '../../../common/http/page.js';

const TOOL_SORTS = ['name', '-name', 'createdAt', '-createdAt'] as const;
export type ToolSort = (typeof TOOL_SORTS)[number];

export class ListToolsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only tools with this tag.', example: 'weather' })
  @IsOptional()
  @IsString()
  @MaxLength(63)
  tag?: string;

  @ApiPropertyOptional({ description: 'Only tools of this type.', example: 'http' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  type?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only tools of this agent.',
    example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b12',
  })
  @IsOptional()
  @IsUUID()
  owner?: string;

  @ApiPropertyOptional({
    enum: TOOL_SORTS,
    description: 'Order; `-` turns it round. Default: by name.',
    example: 'name',
  })
  @IsOptional()
  @IsIn(TOOL_SORTS)
  sort?: ToolSort;
}
