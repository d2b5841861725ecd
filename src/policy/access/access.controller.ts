import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import type { Page } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { AgentAccess } from './agent-access.js';
import { AccessQuery } from './dto/access.query.js';
import { AgentAccessPage, type AgentAccessResponse } from './dto/agent-access.response.js';
import { ToolAccessPage, type ToolAccessResponse } from './dto/tool-access.response.js';
import { ToolAccess } from './tool-access.js';

@ApiTags('Policies')
@Controller('api/v1')
export class AccessController {
  constructor(
    private readonly ofTools: ToolAccess,
    private readonly ofAgents: AgentAccess,
  ) {}

  @Get('tools/:id/access')
  @RequirePermission('policy:read')
  @ApiOperation({
    operationId: 'listToolAccess',
    summary: 'Who can use a tool',
    description:
      'All agents in order of creation, each with what it may do with the tool now and through which policies. ' +
      'Needs `agent:read` too. Leaves no record.',
  })
  @ApiOkResponse({ type: ToolAccessPage, description: 'A page of agents.' })
  listToolAccess(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('id') id: string,
    @Query() query: AccessQuery,
  ): Promise<Page<ToolAccessResponse>> {
    return this.ofTools.listAccess(caller, id, query);
  }

  @Get('agents/:id/access')
  @RequirePermission('policy:read')
  @ApiOperation({
    operationId: 'listAgentAccess',
    summary: 'What an agent can use',
    description:
      'Tools in order of registration, each with what the agent may do with it now and through which policies. Tools ' +
      'that you may not discover are left out, so a page may be shorter than its limit. Leaves no record.',
  })
  @ApiOkResponse({ type: AgentAccessPage, description: 'A page of tools.' })
  listAgentAccess(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('id') id: string,
    @Query() query: AccessQuery,
  ): Promise<Page<AgentAccessResponse>> {
    return this.ofAgents.listAccess(caller, id, query);
  }
}
