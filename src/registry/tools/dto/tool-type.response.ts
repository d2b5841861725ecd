import { ApiProperty } from '@nestjs/swagger';

export class ToolTypeResponse {
  @ApiProperty({ description: 'What a tool names as its `type`.', example: 'http' })
  kind!: string;

  @ApiProperty({ description: 'What it is for.', example: 'Calls an HTTP API.' })
  description!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'JSON Schema of the settings.',
    example: { type: 'object' },
  })
  settingsSchema!: Readonly<Record<string, unknown>>;

  @ApiProperty({
    description:
      'Whether tools of the type can be executed here. False where tools of it exist, but it is not installed.',
    example: true,
  })
  installed!: boolean;
}

export class ToolTypeListResponse {
  @ApiProperty({ type: [ToolTypeResponse], description: 'All tool types, by kind.' })
  data!: ToolTypeResponse[];
}
