import { ApiProperty } from '@nestjs/swagger';
import { type Page, PageInfo } from '../../../common/http/page.js';
import type { JsonSchema } from '../../../common/schemas/json-schema.js';
import { ToolAnnotationsDto } from '../../tools/dto/tool-annotations.dto.js';
import type { ToolAnnotations } from '../../tools/tool-annotations.js';
import { DefinitionChangeResponse } from './version-diff.response.js';

/** A version in a list: enough to choose one. */
export class VersionSummaryResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the version.',
    example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b21',
  })
  id!: string;

  @ApiProperty({ description: 'Semantic version.', example: '1.4.0' })
  version!: string;

  @ApiProperty({ description: 'Whether it is served to those who ask for no other.', example: true })
  served!: boolean;

  @ApiProperty({ type: [String], description: 'The aliases that stand for it.', example: ['stable'] })
  aliases!: string[];

  @ApiProperty({ description: 'Whether it was withdrawn: it can be read, but not used.', example: false })
  withdrawn!: boolean;
}

export class ForcedChangeResponse {
  @ApiProperty({ description: 'What whoever forced it said.', example: 'Nobody has used the property.' })
  reason!: string;

  @ApiProperty({ type: [DefinitionChangeResponse], description: 'What it breaks for callers of the version before.' })
  breaks!: DefinitionChangeResponse[];
}

/** A version, whole. */
export class VersionResponse extends VersionSummaryResponse {
  @ApiProperty({ format: 'uuid', description: 'The tool.', example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b11' })
  toolId!: string;

  @ApiProperty({ description: 'The tool type.', example: 'http' })
  type!: string;

  @ApiProperty({ description: 'Where the tool is.', example: 'https://weather.example.com/v1' })
  endpoint!: string;

  @ApiProperty({ description: 'Whether only a vended credential may invoke it.', example: true })
  authRequired!: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Settings of its type.',
    example: { method: 'GET', path: '/forecast' },
  })
  settings!: Readonly<Record<string, unknown>>;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What the input must fit.',
    example: { type: 'object', required: ['city'], properties: { city: { type: 'string' } } },
  })
  inputSchema!: JsonSchema;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What the output looks like, where that is said.',
    example: { type: 'object' },
  })
  outputSchema!: JsonSchema | null;

  @ApiProperty({
    type: [String],
    description: 'What a credential for it may be given.',
    example: ['invoke', 'forecast:read'],
  })
  scopes!: readonly string[];

  @ApiProperty({
    type: ToolAnnotationsDto,
    description: 'What a call does to the world, as its publisher says.',
    example: { readOnly: true },
  })
  annotations!: ToolAnnotations;

  @ApiProperty({
    description: 'SHA-256 of the definition: versions with the same one define the same.',
    example: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  })
  contentHash!: string;

  @ApiProperty({
    type: ForcedChangeResponse,
    nullable: true,
    description: 'What was broken without a major version, and why; null: nothing.',
    example: null,
  })
  forced!: ForcedChangeResponse | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The agent that published it.',
    example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b12',
  })
  createdBy!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was published.',
    example: '2026-03-01T12:00:00.000Z',
  })
  createdAt!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when it is not served any more; null: it may be.',
    example: null,
  })
  withdrawnAt!: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was withdrawn.', example: null })
  withdrawReason!: string | null;

  @ApiProperty({ description: 'Of the tool: its ETag is made from it.', example: 3 })
  revision!: number;
}

export class VersionPage implements Page<VersionSummaryResponse> {
  @ApiProperty({ type: [VersionSummaryResponse], description: 'The versions of this page.' })
  data!: VersionSummaryResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;
}
