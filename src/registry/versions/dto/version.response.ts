import { ApiProperty, IntersectionType, PickType } from '@nestjs/swagger';
import { type Page, PageInfo } from '../../../common/http/page.js';
import { DEFINITION_MEMBERS } from '../../tools/dto/definition-members.js';
import { ToolResponse } from '../../tools/dto/tool.response.js';
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
export class VersionResponse extends IntersectionType(
  VersionSummaryResponse,
  PickType(ToolResponse, DEFINITION_MEMBERS),
) {
  @ApiProperty({ format: 'uuid', description: 'The tool.', example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b11' })
  toolId!: string;

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
