import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsObject, Matches, MaxLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsPermission } from '../../is-permission.decorator.js';
import type { Permission } from '../../permissions.js';

export class TokenRequest {
  @ApiProperty({ description: 'Name of a configured auth method.', maxLength: 64, example: 'password' })
  @Matches(/^[a-z0-9][a-z0-9_-]*$/, { message: 'method must be the name of a configured auth method' })
  @MaxLength(64)
  method!: string;

  @ApiProperty({
    description: 'What the method asks for; `GET /api/v1/auth-methods` shows the schema of each.',
    type: 'object',
    additionalProperties: true,
    example: { username: 'admin', password: 'correct-horse-battery' },
  })
  @IsObject()
  credentials!: Record<string, unknown>;

  @ApiPropertyOptional({
    type: [String],
    description: 'Narrows what you get to these permissions, each of which you must hold. Absent: all that you hold.',
    example: ['self:read', 'tool:read'],
  })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(200)
  @IsPermission({ each: true })
  permissions?: Permission[];

  @ApiPropertyOptional({
    description: 'Whether you also want a refresh token, to go on by `POST /api/v1/auth/refresh` without logging in.',
    default: false,
    example: true,
  })
  @IfGiven()
  @IsBoolean()
  withRefreshToken?: boolean;
}
