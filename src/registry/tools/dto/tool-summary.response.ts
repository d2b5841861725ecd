import { ApiProperty } from '@nestjs/swagger';
import type { ToolAnnotations } from '../tool-annotations.js';
import { TOOL_STATUSES, type ToolStatus } from '../tool-status.js';
import { ToolAnnotationsDto } from './tool-annotations.dto.js';

/** A tool in a list: enough to choose one. */
export class ToolSummaryResponse {
  @ApiProperty({ format: 'uuid', description: 'Identifies the tool.', example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b11' })
  id!: string;

  @ApiProperty({ description: 'Unique, fit for function calling.', example: 'weather_forecast' })
  name!: string;

  @ApiProperty({ description: 'For people.', example: 'Weather forecast' })
  title!: string;

  @ApiProperty({
    description: 'What the tool does and when to use it.',
    example: 'The weather of the coming days at a place.',
  })
  description!: string;

  @ApiProperty({ description: 'Semantic version of the definition.', example: '1.0.0' })
  version!: string;

  @ApiProperty({ description: 'The tool type.', example: 'http' })
  type!: string;

  @ApiProperty({ description: 'Whether only a vended credential may invoke it.', example: true })
  authRequired!: boolean;

  @ApiProperty({
    type: [String],
    description: 'What a credential for the tool may be given.',
    example: ['invoke', 'forecast:read'],
  })
  scopes!: readonly string[];

  @ApiProperty({
    type: ToolAnnotationsDto,
    description: 'What a call does to the world, as its publisher says.',
    example: { readOnly: true },
  })
  annotations!: ToolAnnotations;

  @ApiProperty({ type: [String], description: 'Its tags.', example: ['weather', 'team-climate'] })
  tags!: readonly string[];

  @ApiProperty({
    format: 'uuid',
    description: 'The agent that owns it.',
    example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b12',
  })
  ownerId!: string;

  @ApiProperty({ enum: TOOL_STATUSES, description: 'Where it stands in its life.', example: 'active' })
  status!: ToolStatus;

  @ApiProperty({
    ...{ type: String, format: 'date-time', nullable: true, example: null },
    description: 'Since when it is deprecated; null where it is not.',
  })
  deprecatedAt!: Date | null;

  @ApiProperty({
    ...{ type: String, format: 'date-time', nullable: true, example: null },
    description: 'When it is to be retired, where a deprecation says so.',
  })
  sunsetAt!: Date | null;

  @ApiProperty({ description: 'Grows with every change; its ETag is made from it.', example: 1 })
  revision!: number;

  @ApiProperty({ format: 'date-time', description: 'When it was registered.', example: '2026-01-15T09:30:00.000Z' })
  createdAt!: Date;

  @ApiProperty({ format: 'date-time', description: 'When it was last changed.', example: '2026-01-15T09:30:00.000Z' })
  updatedAt!: Date;
}

/** What a list may be asked to show of a tool. */
export const SUMMARY_FIELDS = [
  ...(['id', 'name', 'title', 'description', 'version', 'type', 'authRequired', 'scopes', 'annotations'] as const),
  ...(['tags', 'ownerId', 'status', 'deprecatedAt', 'sunsetAt', 'revision', 'createdAt', 'updatedAt'] as const),
] as const satisfies readonly (keyof ToolSummaryResponse)[];
export type SummaryField = (typeof SUMMARY_FIELDS)[number];
