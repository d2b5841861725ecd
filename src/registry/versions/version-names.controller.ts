import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { type ExpectedRevision, IfMatch } from '../../common/http/if-match.decorator.js';
import { type Page, PageQuery } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { NameVersionRequest } from './dto/name-version.request.js';
import { AliasPage, AliasResponse, PinPage, PinResponse } from './dto/named-version.response.js';
import { VersionNamesService } from './version-names.service.js';
import { AliasParam } from './version-param.js';

/** Aliases and pins belong to their tool: `If-Match` is its ETag. */
@ApiTags('Tools')
@Controller('api/v1/tools/:id')
export class VersionNamesController {
  constructor(private readonly names: VersionNamesService) {}

  @Get('aliases')
  @RequirePermission('tool:read', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'listToolAliases',
    summary: 'List the aliases of a tool',
    description: 'Which names stand for which versions.',
  })
  @ApiOkResponse({ type: AliasPage, description: 'A page of aliases.' })
  listAliases(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<AliasResponse>> {
    return this.names.listAliases(principal, id, query);
  }

  @Put('aliases/:alias')
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'putToolAlias',
    summary: 'Let an alias stand for a version',
    description:
      'What `stable` stands for is served to all who ask for no other version and are not pinned: to roll back, let it ' +
      'stand for an older one. `If-Match` is the ETag of the tool. Needs the policy action `manage`.',
  })
  @ApiOkResponse({ type: AliasResponse, description: 'The alias.' })
  putAlias(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @AliasParam() alias: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() { version }: NameVersionRequest,
  ): Promise<AliasResponse> {
    return this.names.putAlias(principal, id, expected, alias, version);
  }

  @Delete('aliases/:alias')
  @HttpCode(204)
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'deleteToolAlias',
    summary: 'Delete an alias',
    description:
      'Without `stable` the latest version is served. `If-Match` is the ETag of the tool. Needs the policy action `manage`.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  deleteAlias(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @AliasParam() alias: string,
    @IfMatch() expected: ExpectedRevision,
  ): Promise<void> {
    return this.names.deleteAlias(principal, id, expected, alias);
  }

  @Get('pins')
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'listToolPins',
    summary: 'List who is pinned to a version',
    description: 'Which agents are served which version, whatever the others are. Needs the policy action `manage`.',
  })
  @ApiOkResponse({ type: PinPage, description: 'A page of pins.' })
  listPins(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<PinResponse>> {
    return this.names.listPins(principal, id, query);
  }

  @Put('pins/:agentId')
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'putToolPin',
    summary: 'Pin an agent to a version',
    description:
      'The agent is served this version unless it asks for another one, and none when it is withdrawn. `If-Match` is the ' +
      'ETag of the tool. Needs the policy action `manage`.',
  })
  @ApiOkResponse({ type: PinResponse, description: 'The pin.' })
  putPin(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @UuidParam('agentId') agentId: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() { version }: NameVersionRequest,
  ): Promise<PinResponse> {
    return this.names.putPin(principal, id, expected, agentId, version);
  }

  @Delete('pins/:agentId')
  @HttpCode(204)
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'deleteToolPin',
    summary: 'Delete a pin',
    description:
      'The agent is served what the others are. `If-Match` is the ETag of the tool. Needs the policy action `manage`.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  deletePin(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @UuidParam('agentId') agentId: string,
    @IfMatch() expected: ExpectedRevision,
  ): Promise<void> {
    return this.names.deletePin(principal, id, expected, agentId);
  }
}
