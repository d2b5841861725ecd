import { ApiProperty } from '@nestjs/swagger';
import { ToolResponse } from '../../tools/dto/tool.response.js';
import type { Finding } from '../finding.js';
import { FindingResponse } from './finding.response.js';

/** A tool as it was registered or changed, and what the checks say of it. */
export class CheckedToolResponse extends ToolResponse {
  @ApiProperty({
    type: [FindingResponse],
    description: 'What was found, the gravest first; nothing of it refuses the tool.',
  })
  findings!: readonly Finding[];
}
