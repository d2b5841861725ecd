import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  AgentsService,
  AuthModule,
  CurrentPrincipal,
  EntitySources,
  PolicyModule,
  type Principal,
  RegistryModule,
  RequirePermission,
  ToolCatalog,
  UuidParam,
} from 'genai-tool-registry';
import { ToolOwnersResponse } from './tool-owners.response.js';

/** Knows who answers for a tool. */
@Injectable()
export class ToolOwners {
  constructor(
    private readonly tools: ToolCatalog,
    private readonly agents: AgentsService,
    private readonly sources: EntitySources,
  ) {}

  /** @throws ToolNotFoundError where the caller may not discover the tool. */
  async of(principal: Principal, toolId: string): Promise<ToolOwnersResponse> {
    const { ownerId, tags } = await this.tools.forUse(principal, toolId);
    const owner = (await this.agents.find(ownerId))?.displayName ?? 'nobody';
    return { owner, teams: tags.filter((it) => it.startsWith('team:')), project: await this.projectOf(toolId) };
  }

  private async projectOf(toolId: string): Promise<string | null> {
    const tool = await this.sources.get('tool').get(toolId);
    const { project } = (tool?.attributes['metadata'] ?? {}) as { project?: unknown };
    const found = await this.sources.find('project')?.get(String(project));
    return found ? String(found.attributes['title']) : null;
  }
}

@ApiTags('Tools')
@Controller('api/v1/tools')
export class ToolOwnersController {
  constructor(private readonly owners: ToolOwners) {}

  @Get(':id/owners')
  @RequirePermission('tool:read', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'getToolOwners',
    summary: 'Get who answers for a tool',
    description: 'Its owner, teams and project.',
  })
  @ApiOkResponse({ type: ToolOwnersResponse })
  getOwners(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ToolOwnersResponse> {
    return this.owners.of(principal, id);
  }
}

@Module({
  imports: [AuthModule, PolicyModule, RegistryModule],
  controllers: [ToolOwnersController],
  providers: [ToolOwners],
})
export class ToolOwnersModule {}
