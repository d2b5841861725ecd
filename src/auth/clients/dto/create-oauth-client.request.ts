import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDate,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import { AsDate } from '../../as-date.decorator.js';
import { IsCallerRange } from '../../is-caller-range.decorator.js';
import { IsPermission } from '../../is-permission.decorator.js';
import type { Permission } from '../../permissions.js';
import { CLIENT_AUTHENTICATIONS, type ClientAuthentication } from '../oauth-client.entity.js';
import { JwkSetRequest } from './jwk-set.request.js';

export class CreateOAuthClientRequest {
  @ApiProperty({ description: 'What it is for, for people.', maxLength: 100, example: 'report runner' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name!: string;

  @ApiProperty({
    enum: CLIENT_AUTHENTICATIONS,
    description: 'How it proves itself: by a secret, or by assertions signed with a key of its own (RFC 7523).',
    example: 'client_secret',
  })
  @IsIn(CLIENT_AUTHENTICATIONS)
  authentication!: ClientAuthentication;

  @ApiPropertyOptional({ type: JwkSetRequest, description: 'Its public keys: for `private_key_jwt`, and only there.' })
  @IfGiven()
  @IsNested(() => JwkSetRequest)
  jwks?: JwkSetRequest;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    description: 'Narrows the client to these permissions. Absent or null: whatever the agent may do; empty: nothing.',
    example: ['self:read', 'tool:read'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsPermission({ each: true })
  permissions?: Permission[] | null;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    description:
      'Addresses and CIDR ranges from which alone the client, and what it gets, may be used. Absent or null: those of what you present now, else any.',
    example: ['10.20.0.0/16', '2001:db8::/32'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsCallerRange({ each: true })
  allowedAddresses?: string[] | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it ends. Absent or null: with what you present now, else when it is revoked.',
    example: '2027-01-01T00:00:00.000Z',
  })
  @IsOptional()
  @AsDate()
  @IsDate()
  expiresAt?: Date | null;
}
