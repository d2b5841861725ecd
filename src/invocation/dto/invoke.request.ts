import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';

export class InvokeRequest {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: "The tool's arguments. They must fit its input schema, else nothing is sent.",
    example: { city: 'Oslo' },
  })
  @IsObject()
  input!: Record<string, unknown>;
}
