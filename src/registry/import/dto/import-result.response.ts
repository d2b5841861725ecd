import { ApiProperty } from '@nestjs/swagger';

export class ImportedToolResponse {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The tool; null when it would be created by a dry run.',
    example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b11',
  })
  id!: string | null;

  @ApiProperty({ description: 'Its name.', example: 'weather_getForecast' })
  name!: string;

  @ApiProperty({ description: 'The operation in the document.', example: 'GET /forecast/{city}' })
  operation!: string;
}

export class SkippedOperationResponse {
  @ApiProperty({ description: 'The operation in the document.', example: 'POST /forecast' })
  operation!: string;

  @ApiProperty({
    description: 'Why it became no tool.',
    example: 'It has no server that can be called; give a baseUrl.',
  })
  reason!: string;
}

export class ImportResultResponse {
  @ApiProperty({ description: 'The name under which the document was imported.', example: 'weather' })
  documentName!: string;

  @ApiProperty({ type: [ImportedToolResponse], description: 'Operations that became tools.' })
  created!: ImportedToolResponse[];

  @ApiProperty({ type: [ImportedToolResponse], description: 'Tools that were changed.' })
  updated!: ImportedToolResponse[];

  @ApiProperty({ type: [ImportedToolResponse], description: 'Tools that are as the document says already.' })
  unchanged!: ImportedToolResponse[];

  @ApiProperty({ type: [SkippedOperationResponse], description: 'Operations that became no tool.' })
  skipped!: SkippedOperationResponse[];
}
