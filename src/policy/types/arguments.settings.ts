import { ApiProperty } from '@nestjs/swagger';
import { AsGiven } from '../../common/http/as-given.decorator.js';
import { IsArgumentsSchema } from './arguments-schema.js';

export class ArgumentsSettings {
  @ApiProperty({
    description: 'JSON Schema 2020-12 that the arguments of a call meet. References stay inside.',
    type: 'object',
    additionalProperties: true,
    example: { type: 'object', required: ['amount'], properties: { amount: { type: 'number', maximum: 1000 } } },
  })
  @AsGiven()
  @IsArgumentsSchema()
  schema!: Record<string, unknown>;
}
