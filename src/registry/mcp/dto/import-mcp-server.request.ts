import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, Matches, MaxLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import { GONE_CHOICES, type GoneChoice } from '../../import/gone-choice.js';
import type { BenignKind } from '../../lifecycle/drift-benign.js';
import { BenignKinds } from '../../lifecycle/dto/benign-kinds.decorator.js';
import { IsEndpoint } from '../../tools/dto/is-endpoint.decorator.js';
import { Tags } from '../../tools/dto/tool-properties.decorators.js';
import { McpSecretRequest } from './mcp-secret.request.js';

export class ImportMcpServerRequest {
  @ApiProperty({
    description: 'The Streamable HTTP endpoint of the server.',
    maxLength: 2048,
    example: 'https://mcp.example.com/mcp',
  })
  @IsEndpoint()
  @MaxLength(2048)
  url!: string;

  @IfGiven()
  @ApiProperty({
    required: false,
    description:
      'Names the server: its tools begin with it, and importing again under it updates them. Default: its own.',
    example: 'weather',
  })
  @Matches(/^[A-Za-z_][A-Za-z0-9_-]{0,31}$/, {
    message: 'documentName must begin with a letter or _ and hold at most 32 letters, digits, _ and -',
  })
  documentName?: string;

  @IfGiven()
  @Tags({ required: false, description: 'Put on every tool.' })
  tags?: string[];

  @IfGiven()
  @ApiProperty({
    required: false,
    type: McpSecretRequest,
    description: 'What the server wants to see of whoever lists its tools. Used for this import only.',
    example: { slot: 'token', value: 'example-token-of-the-server' },
  })
  @IsNested(() => McpSecretRequest)
  secret?: McpSecretRequest;

  @IfGiven()
  @ApiProperty({ required: false, description: 'Only say what would happen.', default: false, example: false })
  @IsBoolean()
  dryRun?: boolean;

  @IfGiven()
  @ApiProperty({
    required: false,
    enum: GONE_CHOICES,
    description: 'What becomes of tools that the server no longer lists.',
    default: 'keep',
    example: 'deprecate',
  })
  @IsIn(GONE_CHOICES)
  gone?: GoneChoice;

  @IfGiven()
  @BenignKinds()
  benign?: BenignKind[];
}
