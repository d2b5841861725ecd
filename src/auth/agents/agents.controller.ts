import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { CurrentPrincipal, RequirePermission } from '../guard/access.decorators.js';
import type { Principal } from '../principal.js';
import { AgentAdministration } from './agent-administration.js';
import { AgentListing } from './agent-listing.js';
import { AgentsService } from './agents.service.js';
import { AgentPage, AgentResponse } from './dto/agent.response.js';
import { CreateAgentRequest } from './dto/create-agent.request.js';
import { ListAgentsQuery } from './dto/list-agents.query.js';
import { UpdateAgentRequest } from './dto/update-agent.request.js';

@ApiTags('Agents')
@Controller('api/v1/agents')
export class AgentsController {
  constructor(
    private readonly agents: AgentsService,
    private readonly administration: AgentAdministration,
    private readonly listing: AgentListing,
  ) {}

  @Post()
  @Idempotent()
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'createAgent',
    summary: 'Create an agent',
    description: 'A person, a service or a bot. Nobody can hand out roles or permissions wider than their own.',
  })
  @ApiCreatedResponse({ type: AgentResponse, description: 'The agent.' })
  create(@CurrentPrincipal() caller: Principal, @Body() body: CreateAgentRequest): Promise<AgentResponse> {
    return this.agents.createAgent(caller, body);
  }

  @Get()
  @RequirePermission('agent:read')
  @ApiOperation({ operationId: 'listAgents', summary: 'List agents', description: 'In order of creation.' })
  @ApiOkResponse({ type: AgentPage, description: 'A page of agents.' })
  list(@Query() query: ListAgentsQuery): Promise<Page<AgentResponse>> {
    return this.listing.listAgents(query);
  }

  @Get(':id')
  @RequirePermission('agent:read')
  @ApiOperation({
    operationId: 'getAgent',
    summary: 'Get an agent',
    description: 'Its ETag is what changes of it ask for.',
  })
  @ApiOkResponse({ type: AgentResponse, description: 'The agent.' })
  get(@UuidParam('id') id: string): Promise<AgentResponse> {
    return this.agents.getAgent(id);
  }

  @Patch(':id')
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'updateAgent',
    summary: 'Change an agent',
    description: 'What is absent stays. Other roles, permissions or another password end its access tokens at once.',
  })
  @ApiOkResponse({ type: AgentResponse, description: 'The agent as it is now.' })
  update(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() body: UpdateAgentRequest,
  ): Promise<AgentResponse> {
    return this.administration.updateAgent(caller, id, body, expected);
  }

  @Post(':id/disable')
  @HttpCode(200)
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'disableAgent',
    summary: 'Disable an agent',
    description: 'It is refused everywhere at once, whatever it holds. Repeating it changes nothing.',
  })
  @ApiOkResponse({ type: AgentResponse, description: 'The disabled agent.' })
  disable(@CurrentPrincipal() caller: Principal, @UuidParam('id') id: string): Promise<AgentResponse> {
    return this.administration.disableAgent(caller, id);
  }

  @Post(':id/enable')
  @HttpCode(200)
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'enableAgent',
    summary: 'Enable an agent again',
    description: 'It may log in again. Access tokens from before it was disabled stay refused.',
  })
  @ApiOkResponse({ type: AgentResponse, description: 'The active agent.' })
  enable(@CurrentPrincipal() caller: Principal, @UuidParam('id') id: string): Promise<AgentResponse> {
    return this.administration.enableAgent(caller, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'deleteAgent',
    summary: 'Delete an agent',
    description: 'Its keys and credentials go with it. Refused while it owns tools or other agents.',
  })
  @ApiNoContentResponse({ description: 'The agent is gone.' })
  delete(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
  ): Promise<void> {
    return this.administration.deleteAgent(caller, id, expected);
  }
}
