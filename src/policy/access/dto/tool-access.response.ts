import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import { ActionAccessResponse } from './action-access.response.js';

export class ToolAccessResponse {
  @ApiProperty({ format: 'uuid', description: 'The agent.', example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11' })
  agentId!: string;

  @ApiProperty({ description: 'Its name.', example: 'planner' })
  name!: string;

  @ApiProperty({ description: 'Whether it may log in; a disabled agent is refused everything.', example: true })
  active!: boolean;

  @ApiProperty({ description: 'What it may do with the tool.', type: [ActionAccessResponse] })
  access!: readonly ActionAccessResponse[];
}

export class ToolAccessPage {
  @ApiProperty({ description: 'Agents in order of creation.', type: [ToolAccessResponse] })
  data!: ToolAccessResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
