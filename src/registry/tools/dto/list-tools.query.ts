import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../../common/http/page.js';
import { ToolFilterQuery } from './tool-filter.query.js';

const TOOL_SORTS = ['name', '-name', 'createdAt', '-createdAt'] as const;
export type ToolSort = (typeof TOOL_SORTS)[number];

export class ListToolsQuery extends IntersectionType(PageQuery, ToolFilterQuery) {
  @ApiPropertyOptional({
    enum: TOOL_SORTS,
    description: 'Order; `-` turns it round. Default: by name.',
    example: 'name',
  })
  @IsOptional()
  @IsIn(TOOL_SORTS)
  sort?: ToolSort;
}
