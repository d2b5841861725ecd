import { ApiProperty } from '@nestjs/swagger';
import { type Page, PageInfo } from '../../../common/http/page.js';

export class ToolTypeResponse {
  @ApiProperty({ description: 'What a tool names as its `type`.', example: 'http' })
  kind!: string;

  @ApiProperty({ type: String, nullable: true, description: 'What it is for.', example: 'Calls an HTTP API.' })
  description!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'JSON Schema of the settings.',
    example: { type: 'object' },
  })
  settingsSchema!: Readonly<Record<string, unknown>> | null;

  @ApiProperty({
    description:
      'Whether tools of the type can be executed here. False where tools of it exist, but it is not installed.',
    example: true,
  })
  installed!: boolean;
}

export class ToolTypePage implements Page<ToolTypeResponse> {
  @ApiProperty({ type: [ToolTypeResponse], description: 'Tool types by kind.' })
  data!: ToolTypeResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;
}
