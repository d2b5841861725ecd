import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import { ActionAccessResponse } from './action-access.response.js';

export class AgentAccessResponse {
  @ApiProperty({ format: 'uuid', description: 'The tool.', example: '01938c8e-9c11-7c3e-8f60-5a1b7d2e4c33' })
  toolId!: string;

  @ApiProperty({ description: 'Its name.', example: 'pay_invoice' })
  name!: string;

  @ApiProperty({ description: 'What the agent may do with it.', type: [ActionAccessResponse] })
  access!: readonly ActionAccessResponse[];
}

export class AgentAccessPage {
  @ApiProperty({ description: 'Tools in order of registration.', type: [AgentAccessResponse] })
  data!: AgentAccessResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
