import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { type Page, PageQuery } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { PUBLISH_EXAMPLES } from './dto/publish-version.examples.js';
import { PublishVersionRequest } from './dto/publish-version.request.js';
import { VersionDiffResponse } from './dto/version-diff.response.js';
import { VersionPage, VersionResponse, type VersionSummaryResponse } from './dto/version.response.js';
import { WithdrawVersionRequest } from './dto/withdraw-version.request.js';
import { ToolVersionsService } from './tool-versions.service.js';
import { VersionChangesService } from './version-changes.service.js';
import { VersionParam } from './version-param.js';

@ApiTags('Tools')
@Controller('api/v1/tools/:id/versions')
export class ToolVersionsController {
  constructor(
    private readonly versions: ToolVersionsService,
    private readonly changes: VersionChangesService,
  ) {}

  @Get()
  @RequirePermission('tool:read', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'listToolVersions',
    summary: 'List the versions of a tool',
    description: 'The newest first, by semantic versioning; those withdrawn too.',
  })
  @ApiOkResponse({ type: VersionPage, description: 'A page of versions.' })
  list(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<VersionSummaryResponse>> {
    return this.versions.listVersions(principal, id, query);
  }

  @Post()
  @Idempotent()
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'publishToolVersion',
    summary: 'Publish a version of a tool',
    description:
      'Publishes a version beside the others, by what is different from one of them. It is served when it is the latest ' +
      'and no alias `stable` says what is. Needs the policy action `manage`.',
  })
  @ApiBody({ type: PublishVersionRequest, examples: PUBLISH_EXAMPLES })
  @ApiCreatedResponse({ type: VersionResponse, description: 'The version.' })
  publish(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Body() request: PublishVersionRequest,
  ): Promise<VersionResponse> {
    return this.changes.publish(principal, id, request);
  }

  @Get(':version')
  @RequirePermission('tool:read', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'getToolVersion',
    summary: 'Get a version of a tool',
    description: 'What it defines, by its number, `latest`, an alias or its id; also when it was withdrawn.',
  })
  @ApiOkResponse({ type: VersionResponse, description: 'The version.' })
  get(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @VersionParam('version') version: string,
  ): Promise<VersionResponse> {
    return this.versions.getVersion(principal, id, version);
  }

  @Get(':version/diff/:other')
  @RequirePermission('tool:read', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'diffToolVersions',
    summary: 'Compare two versions of a tool',
    description:
      'Every change from one version to another, and whether it may break callers. What is not understood counts as ' +
      'breaking.',
  })
  @ApiOkResponse({ type: VersionDiffResponse, description: 'The changes.' })
  diff(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @VersionParam('version') version: string,
    @VersionParam('other') other: string,
  ): Promise<VersionDiffResponse> {
    return this.versions.diffVersions(principal, id, version, other);
  }

  @Post(':version/withdraw')
  @HttpCode(200)
  @Idempotent()
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'withdrawToolVersion',
    summary: 'Withdraw a version of a tool',
    description:
      'It can be read as before, but is not served any more, and credentials that are bound to it end at once. Refused ' +
      'while an alias stands for it, and for the last version. Needs the policy action `manage`.',
  })
  @ApiOkResponse({ type: VersionResponse, description: 'The version.' })
  withdraw(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @VersionParam('version') version: string,
    @Body() { reason }: WithdrawVersionRequest,
  ): Promise<VersionResponse> {
    return this.changes.withdraw(principal, id, version, reason);
  }
}
