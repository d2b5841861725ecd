import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import { NOTICE_KINDS, type NoticeKind } from '../notice-kinds.js';

const AN_ID = '01980d5c-6d1e-7b3a-9c57-2f1d8a3b4c5d';

export class NoticeResponse {
  @ApiProperty({ description: 'The id of this notice.', format: 'uuid', example: AN_ID })
  id!: string;

  @ApiProperty({ description: 'When it happened.', format: 'date-time', example: '2026-03-01T08:00:00.000Z' })
  at!: string;

  @ApiProperty({ description: 'What became of the tool.', enum: NOTICE_KINDS, example: 'deprecated' })
  kind!: NoticeKind;

  @ApiProperty({ description: 'The tool.', format: 'uuid', example: AN_ID })
  toolId!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Its name, where you may discover it.',
    example: 'get_weather',
  })
  toolName!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why, where you may discover it.', example: 'Has moved.' })
  reason!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Until when a deprecated tool is there.',
    format: 'date-time',
    example: '2026-09-01T00:00:00.000Z',
  })
  sunsetAt!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The tool that takes its place, where you may discover that too.',
    format: 'uuid',
    example: null,
  })
  successorId!: string | null;
}

export class NoticePage {
  @ApiProperty({ type: [NoticeResponse], description: 'The notices, the newest first.' })
  data!: NoticeResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where this page stands.' })
  page!: PageInfo;
}
