import { ApiProperty } from '@nestjs/swagger';
import type { Finding } from '../finding.js';
import { FindingResponse } from './finding.response.js';

/** What the checks say of a tool. */
export class FindingsResponse {
  @ApiProperty({ description: 'Whether it would be refused.', example: false })
  refused!: boolean;

  @ApiProperty({ type: [FindingResponse], description: 'What was found, the gravest first.' })
  findings!: readonly Finding[];
}
