import { ApiProperty } from '@nestjs/swagger';
import { AsGiven } from '../../common/http/as-given.decorator.js';
import { IsRule } from './rule.decorator.js';
import type { Rule } from './rule.js';

export class AttributeSettings {
  @ApiProperty({
    description:
      'JSON-logic rule over `subject`, `action`, `resource`, `request` and `arguments` that yields true or false.',
    type: 'object',
    additionalProperties: true,
    example: { '===': [{ var: 'resource.attributes.ownerId' }, { var: 'subject.id' }] },
  })
  @AsGiven()
  @IsRule()
  rule!: Rule & object;
}
