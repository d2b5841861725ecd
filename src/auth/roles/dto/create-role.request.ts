import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPermission } from '../../is-permission.decorator.js';
import type { Permission } from '../../permissions.js';

const NAME = /^[a-z][a-z0-9_]{0,63}$/;

export class CreateRoleRequest {
  @ApiProperty({
    description: 'What agents and policies call it. It never changes.',
    pattern: NAME.source,
    example: 'finance_analyst',
  })
  @Matches(NAME, {
    message: 'name must begin with a small letter and hold at most 64 small letters, digits and _',
  })
  name!: string;

  @ApiProperty({ description: 'What it is for.', minLength: 1, maxLength: 500, example: 'Uses the tools of finance.' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  description!: string;

  @ApiProperty({
    type: [String],
    maxItems: 200,
    description: 'What its holders may do, as `GET /api/v1/permissions` lists it; none wider than your own.',
    example: ['self:read', 'tool:read', 'tool:invoke:#finance'],
  })
  @IsArray()
  @ArrayMaxSize(200)
  @IsPermission({ each: true })
  permissions!: Permission[];
}
