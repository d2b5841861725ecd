import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { FIRST_STATUSES, type FirstStatus } from '../tool-status.js';
import { RegisterToolRequest } from './register-tool.request.js';

/** A tool, and where its life begins. */
export class NewToolRequest extends RegisterToolRequest {
  @IfGiven()
  @IsIn(FIRST_STATUSES)
  @ApiProperty({
    required: false,
    enum: FIRST_STATUSES,
    enumName: 'FirstStatus',
    description:
      'A draft is used by nobody until it is activated. Active where none is given, unless TOOL_ACTIVATION has it otherwise.',
    example: 'draft',
  })
  status?: FirstStatus;
}
