import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageQuery } from '../../../common/http/page.js';
import { ToolFilterQuery } from '../../tools/dto/tool-filter.query.js';
import { EXPORT_FORMATS, type ExportFormat } from '../export-format.js';

export class ExportToolsQuery extends IntersectionType(PageQuery, ToolFilterQuery) {
  @ApiProperty({ enum: EXPORT_FORMATS, description: 'The format to show them in.', example: 'openai' })
  @IsIn(EXPORT_FORMATS)
  format!: ExportFormat;
}
