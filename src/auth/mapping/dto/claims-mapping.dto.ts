import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import { AGENT_TYPES, type AgentType } from '../../principal.js';
import type { ClaimsMapping, RoleRule } from '../claims-mapping.js';
import { IsClaimPath } from './is-claim-path.decorator.js';

export class RoleRuleDto implements RoleRule {
  @ApiProperty({
    description:
      'A claim by its name, or by the way to it: `groups`, `realm_access.roles`, `https://idp.example/roles`.',
    maxLength: 200,
    example: 'groups',
  })
  @IsClaimPath()
  claim!: string;

  @ApiProperty({
    description: 'What the claim must be, or be a list with.',
    maxLength: 500,
    example: 'tool-publishers',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  value!: string;

  @ApiProperty({ description: 'The role that it gives.', maxLength: 64, example: 'tool_publisher' })
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  role!: string;
}

export class ClaimsMappingDto implements ClaimsMapping {
  @ApiProperty({
    enum: ['link', 'provision'],
    description:
      '`link`: only subjects that are linked to an agent log in. `provision`: any other gets an agent of its own on first sight, never one that is there already.',
    example: 'provision',
  })
  @IsIn(['link', 'provision'])
  provision!: 'link' | 'provision';

  @ApiPropertyOptional({
    enum: AGENT_TYPES,
    description: 'The type of agents that are made.',
    default: 'user',
    example: 'user',
  })
  @IfGiven()
  @IsIn(AGENT_TYPES)
  agentType: AgentType = 'user';

  @ApiPropertyOptional({
    description:
      'The claim after which they are named; where another agent has the name, something is added. Default: the subject.',
    maxLength: 200,
    example: 'preferred_username',
  })
  @IfGiven()
  @IsClaimPath()
  nameClaim?: string;

  @ApiPropertyOptional({
    description: 'The claim with their name for people. Default: their name.',
    maxLength: 200,
    example: 'name',
  })
  @IfGiven()
  @IsClaimPath()
  displayNameClaim?: string;

  @ApiPropertyOptional({
    type: [RoleRuleDto],
    description:
      'Which claims give which roles to agents that were made by this method, at each login anew. Agents that were linked keep the roles they have.',
    default: [],
    example: [{ claim: 'groups', value: 'tool-builders', role: 'tool_publisher' }],
  })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(100)
  @IsNested(() => RoleRuleDto, { each: true })
  roles: readonly RoleRuleDto[] = [];

  @ApiPropertyOptional({
    type: [String],
    description: 'Roles that all agents made by this method hold.',
    default: [],
    example: ['user'],
  })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(64, { each: true })
  defaultRoles: readonly string[] = [];
}
