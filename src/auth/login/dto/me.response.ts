import { ApiProperty } from '@nestjs/swagger';
import { AGENT_TYPES, type AgentType } from '../../principal.js';

export class MeResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'The agent behind the bearer token.',
    example: '019a9f0e-6a1c-7b6e-9d53-0d1f4c1b2a10',
  })
  agentId!: string;

  @ApiProperty({ description: "The agent's name.", example: 'alice' })
  name!: string;

  @ApiProperty({ enum: AGENT_TYPES, description: 'A person, a service or a bot.', example: 'user' })
  type!: AgentType;

  @ApiProperty({ type: [String], description: 'Roles of the agent.', example: ['user'] })
  roles!: readonly string[];

  @ApiProperty({
    type: [String],
    description: 'What may be done with this very token: the rights of the agent within the limits of its proof.',
    example: ['self:read', 'tool:read'],
  })
  permissions!: readonly string[];

  @ApiProperty({ description: 'Name of the auth method that proved the agent.', example: 'password' })
  method!: string;
}
