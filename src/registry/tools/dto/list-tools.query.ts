import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, MaxLength, Matches } from 'class-validator';
import { IsInstant } from '../../../common/http/is-instant.decorator.js';
import { PageQuery } from '../../../common/http/page.js';
import { CommaSeparated } from '../../../common/http/repeatable.decorator.js';
import { FACETS, type Facet } from '../tool-facets.js';
import { ToolFilterQuery } from './tool-filter.query.js';
import { SUMMARY_FIELDS, type SummaryField } from './tool-summary.response.js';

const TOOL_SORTS = ['name', '-name', 'createdAt', '-createdAt', 'updatedAt', '-updatedAt'] as const;
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

  @ApiPropertyOptional({ description: 'Only tools whose name begins with it, in whatever case.', example: 'weather' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]*$/, { message: 'name must be the beginning of a name' })
  @MaxLength(64)
  name?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Only tools that were changed at this moment or later.',
    example: '2026-01-15T09:30:00Z',
  })
  @IsOptional()
  @IsInstant()
  updatedSince?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'The members to show of each tool, separated by commas. Default: all.',
    example: 'id,name,description',
  })
  @IsOptional()
  @CommaSeparated()
  @IsIn(SUMMARY_FIELDS, { each: true })
  fields?: SummaryField[];

  @ApiPropertyOptional({
    type: String,
    description: 'What to count over all tools of the list, separated by commas: `tag`, `type`, `owner`, `status`.',
    example: 'tag,type',
  })
  @IsOptional()
  @CommaSeparated()
  @IsIn(FACETS, { each: true })
  facets?: Facet[];
}
