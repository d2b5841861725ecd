import { ApiProperty } from '@nestjs/swagger';
import { DefinitionChangeResponse } from '../../versions/dto/version-diff.response.js';
import { TOOL_STATUSES, type ToolStatus } from '../../tools/tool-status.js';
import { GONE_OUTCOMES } from '../gone-choice.js';

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

  @ApiProperty({
    enum: TOOL_STATUSES,
    description: 'Where it stands in its life once the import is done; where a tool stood that is deleted.',
    example: 'active',
  })
  status!: ToolStatus;
}

export class UpdatedToolResponse extends ImportedToolResponse {
  @ApiProperty({ type: [String], description: 'The members of the tool that differ.', example: ['description'] })
  changes!: string[];

  @ApiProperty({
    type: [DefinitionChangeResponse],
    description: 'The changes for which the tool, which was in use, is quarantined; none: it is not.',
    example: [{ pointer: '/description', impact: 'patch', detail: 'Describes the tool otherwise.' }],
  })
  drift!: DefinitionChangeResponse[];
}

export class GoneToolResponse extends ImportedToolResponse {
  @ApiProperty({
    enum: GONE_OUTCOMES,
    description: 'What became of it. Kept is also what the caller may not manage, and what was not active.',
    example: 'kept',
  })
  outcome!: (typeof GONE_OUTCOMES)[number];
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
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The name under which the document was imported; null for JSON Lines.',
    example: 'weather',
  })
  documentName!: string | null;

  @ApiProperty({ description: 'Whether this is what would happen, and nothing has.', example: false })
  dryRun!: boolean;

  @ApiProperty({ type: [ImportedToolResponse], description: 'Operations that became tools.' })
  created!: ImportedToolResponse[];

  @ApiProperty({ type: [UpdatedToolResponse], description: 'Tools that were changed.' })
  updated!: UpdatedToolResponse[];

  @ApiProperty({ type: [ImportedToolResponse], description: 'Tools that are as the document says already.' })
  unchanged!: ImportedToolResponse[];

  @ApiProperty({ type: [GoneToolResponse], description: 'Tools of operations that the document no longer has.' })
  gone!: GoneToolResponse[];

  @ApiProperty({ type: [SkippedOperationResponse], description: 'Operations that became no tool.' })
  skipped!: SkippedOperationResponse[];
}
