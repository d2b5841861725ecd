import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsDefined, IsIn, Matches, MaxLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsEndpoint } from '../../tools/dto/is-endpoint.decorator.js';
import type { BenignKind } from '../../lifecycle/drift-benign.js';
import { BenignKinds } from '../../lifecycle/dto/benign-kinds.decorator.js';
import { GONE_CHOICES, type GoneChoice } from '../gone-choice.js';
import { Tags } from '../../tools/dto/tool-properties.decorators.js';

export const IMPORT_FORMATS = ['openapi', 'jsonl'] as const;

export class ImportToolsRequest {
  @ApiProperty({
    enum: IMPORT_FORMATS,
    description: 'What the document is: OpenAPI 2.0, 3.0 or 3.1; or JSON Lines, one tool in each, known by its name.',
    example: 'openapi',
  })
  @IsIn(IMPORT_FORMATS)
  format!: (typeof IMPORT_FORMATS)[number];

  @ApiProperty({
    oneOf: [{ type: 'object', additionalProperties: true }, { type: 'string' }],
    description: 'The document: an object, or its text in JSON, YAML or JSON Lines. References must lead into itself.',
    example: {
      openapi: '3.1.0',
      info: { title: 'Weather', version: '1.0.0' },
      servers: [{ url: 'https://weather.example.com/v1' }],
      paths: {
        '/forecast': {
          get: {
            operationId: 'getForecast',
            summary: 'The weather of the coming days at a place',
            parameters: [{ name: 'city', in: 'query', required: true, schema: { type: 'string' } }],
            responses: { '200': { description: 'The forecast.' } },
          },
        },
      },
    },
  })
  @IsDefined()
  document!: unknown;

  @IfGiven()
  @ApiProperty({
    required: false,
    description:
      'Names the document: its tools begin with it, and importing again under it updates them. Default: the title.',
    example: 'weather',
  })
  @Matches(/^[A-Za-z_][A-Za-z0-9_-]{0,31}$/, {
    message: 'documentName must begin with a letter or _ and hold at most 32 letters, digits, _ and -',
  })
  documentName?: string;

  @IfGiven()
  @ApiProperty({
    required: false,
    description: 'What servers without a host are relative to.',
    example: 'https://weather.example.com',
  })
  @IsEndpoint()
  @MaxLength(2048)
  baseUrl?: string;

  @IfGiven()
  @Tags({ required: false, description: 'Put on every tool, before those of the document.' })
  tags?: string[];

  @IfGiven()
  @ApiProperty({ required: false, description: 'Only say what would happen.', default: false, example: false })
  @IsBoolean()
  dryRun?: boolean;

  @IfGiven()
  @ApiProperty({
    required: false,
    enum: GONE_CHOICES,
    description:
      'What becomes of tools whose operations the document no longer has. Of JSON Lines, nothing is ever gone.',
    default: 'keep',
    example: 'deprecate',
  })
  @IsIn(GONE_CHOICES)
  gone?: GoneChoice;

  @IfGiven()
  @BenignKinds()
  benign?: BenignKind[];
}
