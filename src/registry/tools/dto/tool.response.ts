import { ApiProperty } from '@nestjs/swagger';
import type { JsonSchema } from '../../../common/schemas/json-schema.js';
import { ToolDriftResponse } from './tool-drift.response.js';
import { ToolSummaryResponse } from './tool-summary.response.js';

/** A tool, whole. */
export class ToolResponse extends ToolSummaryResponse {
  @ApiProperty({ description: 'Where the tool is.', example: 'https://weather.example.com/v1' })
  endpoint!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Settings of its type.',
    example: { method: 'GET', path: '/forecast', parameters: [{ name: 'city', in: 'query' }] },
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
    type: 'object',
    additionalProperties: true,
    description: 'Whatever was kept with it.',
    example: { docs: 'https://wiki.example.com/weather' },
  })
  metadata!: Readonly<Record<string, unknown>>;

  @ApiProperty({
    type: ToolDriftResponse,
    nullable: true,
    description: 'What imports have changed since the tool was approved; null where nothing waits to be looked at.',
    example: null,
  })
  drift!: ToolDriftResponse | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it stands where it does.', example: null })
  statusReason!: string | null;

  @ApiProperty({
    ...{ type: String, format: 'uuid', nullable: true, example: null },
    description: 'The tool to use in its place, where a deprecation names one that the caller may discover.',
  })
  successorId!: string | null;
}
