import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import type { Permission } from '../../permissions.js';
import { AGENT_TYPES, type AgentType } from '../../principal.js';
import type { AgentView } from '../agent-view.js';
import type { AgentStatus } from '../agent.entity.js';
import { IdentityLinkDto } from './identity-link.dto.js';

export class AgentResponse implements AgentView {
  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the agent.',
    example: '019a9f0e-6a1c-7b6e-9d53-0d1f4c1b2a10',
  })
  id!: string;

  @ApiProperty({ description: 'The unique name, as it was given.', example: 'report-writer' })
  name!: string;

  @ApiProperty({ description: 'The name for people.', example: 'Report writer' })
  displayName!: string;

  @ApiProperty({ enum: AGENT_TYPES, description: 'A person, a service or a bot.', example: 'bot' })
  type!: AgentType;

  @ApiProperty({
    enum: ['active', 'disabled'],
    description: 'A disabled agent is refused everywhere.',
    example: 'active',
  })
  status!: AgentStatus;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The agent that answers for this one.',
    example: null,
  })
  ownerId!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Whatever was kept with it.',
    example: { team: 'finance' },
  })
  metadata!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: [String], description: 'Roles it holds.', example: ['user'] })
  roles!: readonly string[];

  @ApiProperty({ type: [String], description: 'Permissions beside those of the roles.', example: ['usage:read'] })
  permissions!: readonly Permission[];

  @ApiProperty({ type: [IdentityLinkDto], description: 'Subjects of other issuers that stand for it.' })
  identities!: readonly IdentityLinkDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The auth method that made it on first sight, and whose claims give it its roles. Null: somebody did.',
    example: null,
  })
  provisionedBy!: string | null;

  @ApiProperty({ description: 'Counts its changes; the ETag is made of it.', example: 1 })
  revision!: number;

  @ApiProperty({ description: 'When it was created.', example: '2026-03-01T09:00:00.000Z' })
  createdAt!: Date;

  @ApiProperty({ description: 'When it was last changed.', example: '2026-03-01T09:00:00.000Z' })
  updatedAt!: Date;
}

export class AgentPage {
  @ApiProperty({ description: 'Agents in order of creation.', type: [AgentResponse] })
  data!: AgentResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
