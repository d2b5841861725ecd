import { ApiProperty } from '@nestjs/swagger';
import { IsAnyOrNames } from './any-or-names.decorator.js';

const MAX_ROLES = 100;

export class RoleBasedSettings {
  @ApiProperty({
    description:
      'Role names of which the agent has at least one, or `any` for every authenticated agent. An empty list matches nobody.',
    oneOf: [
      { type: 'string', enum: ['any'] },
      { type: 'array', maxItems: MAX_ROLES, items: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,63}$' } },
    ],
    example: ['tool_publisher'],
  })
  @IsAnyOrNames({ most: MAX_ROLES })
  roles!: 'any' | string[];
}
