import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';
import { MCP_PROTOCOLS, type McpProtocol } from '../mcp/mcp-connection.js';

export const LONGEST_MCP_NAME = 256;

/** Which tool of the server is called, and how. */
export class McpSettings {
  @ApiProperty({ description: 'The tool, by the name that the server gives it.', example: 'get-sum' })
  @IsString()
  @MinLength(1)
  @MaxLength(LONGEST_MCP_NAME)
  tool!: string;

  @ApiProperty({
    required: false,
    enum: MCP_PROTOCOLS,
    description:
      'The revision of the protocol. `auto` asks the server before every call; a fixed one saves that round trip.',
    default: 'auto',
    example: 'auto',
  })
  @IfGiven()
  @IsIn(MCP_PROTOCOLS)
  protocol?: McpProtocol;
}
