import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { EXPORT_FORMATS, type ExportFormat } from '../export-format.js';

export class ToolFormatQuery {
  @ApiPropertyOptional({
    enum: EXPORT_FORMATS,
    description: 'The format to show it in, as an exported tool. Default: as the registry keeps it.',
    example: 'mcp',
  })
  @IsOptional()
  @IsIn(EXPORT_FORMATS)
  format?: ExportFormat;
}
