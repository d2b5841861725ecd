import { ApiProperty } from '@nestjs/swagger';
import { IsAnyOrNames } from './any-or-names.decorator.js';

const MAX_ROLES = 100;
const MAX_ROLE_LENGTH = 64;

export class RoleBasedSettings {
  @ApiProperty({
    description:
      'Role names of which the agent has at least one, or `any` for every authenticated agent. An empty list matches nobody.',
    oneOf: [
      { type: 'string', enum: ['any'] },
      { type: 'array', maxItems: MAX_ROLES, items: { type: 'string', minLength: 1, maxLength: MAX_ROLE_LENGTH } },
    ],
    example: ['tool_publisher'],
  })
  @IsAnyOrNames({ most: MAX_ROLES, longest: MAX_ROLE_LENGTH })
  roles!: 'any' | string[];
}
