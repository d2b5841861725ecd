import { ApiProperty } from '@nestjs/swagger';
import type { FieldError } from '../../../common/errors/app-error.js';

export class FieldErrorResponse implements FieldError {
  @ApiProperty({ description: 'JSON pointer into the request.', example: '/tools/0/name' })
  pointer!: string;

  @ApiProperty({ description: 'The rule.', example: 'NAME_TAKEN' })
  code!: string;

  @ApiProperty({ description: 'For people.', example: 'Another tool has this name.' })
  detail!: string;
}
