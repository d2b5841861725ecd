import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { AsGiven } from '../../common/http/as-given.decorator.js';

export class InvokeRequest {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: "The tool's arguments. They must fit its input schema, else nothing is sent.",
    example: { city: 'Oslo' },
  })
  @AsGiven()
  @IsObject()
  input!: Record<string, unknown>;
}
