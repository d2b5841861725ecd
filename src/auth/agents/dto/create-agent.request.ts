import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import { IsPermission } from '../../is-permission.decorator.js';
import type { Permission } from '../../permissions.js';
import { AGENT_TYPES, type AgentType } from '../../principal.js';
import { IdentityLinkDto } from './identity-link.dto.js';
import { IsSmallJson } from './is-small-json.decorator.js';

const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]*$/u;

export class CreateAgentRequest {
  @ApiProperty({
    description: 'Letters, digits and `._@+-`; unique whatever the case and width of its letters. It never changes.',
    maxLength: 128,
    example: 'report-writer',
  })
  @Matches(NAME, { message: 'name must begin with a letter or digit and hold only letters, digits and ._@+-' })
  @MaxLength(128)
  name!: string;

  @ApiPropertyOptional({ description: 'For people. Default: the name.', maxLength: 200, example: 'Report writer' })
  @IfGiven()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  displayName?: string;

  @ApiProperty({ enum: AGENT_TYPES, description: 'A person, a service or a bot.', example: 'bot' })
  @IsIn(AGENT_TYPES)
  type!: AgentType;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The agent that answers for this one.',
    example: null,
  })
  @IsOptional()
  @IsUUID()
  ownerId?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description:
      'Whatever you want to keep with it, at most 8 KiB as JSON. No secrets: everybody with agent:read sees it.',
    example: { team: 'finance' },
  })
  @IsOptional()
  @IsObject()
  @IsSmallJson()
  metadata?: Record<string, unknown> | null;

  @ApiPropertyOptional({ type: [String], description: 'Roles to hold; none wider than your own.', example: ['user'] })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  roles?: string[];

  @ApiPropertyOptional({
    type: [String],
    description: 'Permissions to hold beside those of the roles; none wider than your own.',
    example: ['usage:read'],
  })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(200)
  @IsPermission({ each: true })
  permissions?: Permission[];

  @ApiPropertyOptional({
    type: [IdentityLinkDto],
    description: 'Subjects of other issuers that stand for this agent: auth methods that prove them log it in.',
    example: [],
  })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique(({ issuer, subject }: IdentityLinkDto) => JSON.stringify([issuer, subject]))
  @IsNested(() => IdentityLinkDto, { each: true })
  identities?: IdentityLinkDto[];

  @ApiPropertyOptional({
    type: String,
    format: 'password',
    writeOnly: true,
    nullable: true,
    minLength: 12,
    maxLength: 256,
    description: 'Lets the agent log in by the method `password`. Null or absent: it cannot.',
    example: 'correct-horse-battery',
  })
  @IsOptional()
  @IsString()
  @MinLength(12)
  @MaxLength(256)
  password?: string | null;
}
