import { ApiProperty } from '@nestjs/swagger';
import { FieldErrorResponse } from '../../bulk/dto/field-error.response.js';
import { EXPORT_FORMATS, type ExportFormat } from '../export-format.js';
import type { ExportedTool } from '../exported-tool.js';
import type { Alias } from '../parameter-names.js';

/** A parameter that goes by another name in the format. */
class AliasResponse implements Alias {
  @ApiProperty({ description: 'The parameter.', example: '/inputSchema/properties/X-Request-Id' })
  pointer!: string;

  @ApiProperty({ description: 'Its name here: what to invoke the tool with.', example: 'X-Request-Id' })
  name!: string;

  @ApiProperty({ description: 'Its name there: what models call it.', example: 'X_Request_Id' })
  alias!: string;
}

/** A tool in the format of a vendor. */
export class ExportedToolResponse implements ExportedTool {
  @ApiProperty({ format: 'uuid', description: 'Identifies the tool.', example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b11' })
  id!: string;

  @ApiProperty({ description: 'Semantic version of the definition.', example: '1.0.0' })
  version!: string;

  @ApiProperty({ description: 'Grows with every change; its ETag is made from it.', example: 1 })
  revision!: number;

  @ApiProperty({ enum: EXPORT_FORMATS, description: 'The format.', example: 'anthropic' })
  format!: ExportFormat;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The tool, in that format.',
    example: { name: 'weather_forecast', description: 'The weather.', input_schema: { type: 'object' } },
  })
  tool!: Record<string, unknown>;

  @ApiProperty({
    type: [AliasResponse],
    description: 'Parameters to be renamed in calls of the tool, before it is invoked.',
  })
  aliases!: AliasResponse[];

  @ApiProperty({ type: [FieldErrorResponse], description: 'What the vendor would refuse or leave out.' })
  portability!: FieldErrorResponse[];
}
