import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import type { Page } from '../../common/http/page.js';
import { PROBLEM } from '../../common/http/problem.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { AccessDecisionsService } from './access-decisions.service.js';
import { AccessRequestRecords } from './access-request-records.js';
import { AccessRequestsService } from './access-requests.service.js';
import { AccessRequestPage, AccessRequestResponse } from './dto/access-request.response.js';
import { AccessRequestsQuery } from './dto/access-requests.query.js';
import { ApproveAccessRequest } from './dto/approve-access-request.request.js';
import { CreateAccessRequest } from './dto/create-access-request.request.js';
import { CreatedAccessRequestResponse } from './dto/created-access-request.response.js';
import { RejectAccessRequest } from './dto/reject-access-request.request.js';

@ApiTags('Access requests')
@Controller('api/v1/access-requests')
export class AccessRequestsController {
  constructor(
    private readonly requests: AccessRequestsService,
    private readonly records: AccessRequestRecords,
    private readonly decisions: AccessDecisionsService,
  ) {}

  @Post()
  @Idempotent()
  @RequirePermission('access-request:create')
  @ApiOperation({
    operationId: 'createAccessRequest',
    summary: 'Ask for access',
    description:
      'To a tool that you may discover, for a time; with `arguments` for one invocation with exactly those. Policies of ' +
      'the kind `approval` say what an approval opens.',
  })
  @ApiNotFoundResponse({
    description: 'There is no such tool, or none that you may discover: `REQUESTED_TOOL_NOT_FOUND`.',
    content: { 'application/problem+json': { schema: { $ref: `#/components/schemas/${PROBLEM.name}` } } },
  })
  @ApiCreatedResponse({ type: CreatedAccessRequestResponse, description: 'The request, pending.' })
  create(
    @CurrentPrincipal() asker: Principal,
    @Body() body: CreateAccessRequest,
  ): Promise<CreatedAccessRequestResponse> {
    return this.requests.createAccessRequest(asker, body);
  }

  @Get()
  @RequirePermission('access-request:read')
  @ApiOperation({
    operationId: 'listAccessRequests',
    summary: 'List access requests',
    description:
      "The caller's own, or with `access-request:decide` or `access-request:read-all` everybody's, in order of creation.",
  })
  @ApiOkResponse({ type: AccessRequestPage, description: 'A page of access requests.' })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: AccessRequestsQuery,
  ): Promise<Page<AccessRequestResponse>> {
    return this.records.listAccessRequests(principal, query);
  }

  @Get(':id')
  @RequirePermission('access-request:read')
  @ApiOperation({
    operationId: 'getAccessRequest',
    summary: 'Get an access request',
    description: "One of the caller's own, or with `access-request:decide` or `access-request:read-all` any.",
  })
  @ApiOkResponse({ type: AccessRequestResponse, description: 'The access request as it stands now.' })
  get(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<AccessRequestResponse> {
    return this.records.getAccessRequest(principal, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @RequirePermission('access-request:decide')
  @ApiOperation({
    operationId: 'approveAccessRequest',
    summary: 'Approve an access request',
    description:
      'Starts a grant that ends by itself. Not for requests of your own, of agents that you act for, that act for you or ' +
      'that own you. One decision counts, the first.',
  })
  @ApiOkResponse({ type: AccessRequestResponse, description: 'The access request, approved.' })
  approve(
    @CurrentPrincipal() decider: Principal,
    @UuidParam('id') id: string,
    @Body() body: ApproveAccessRequest,
  ): Promise<AccessRequestResponse> {
    return this.decisions.approve(decider, id, body);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @RequirePermission('access-request:decide')
  @ApiOperation({
    operationId: 'rejectAccessRequest',
    summary: 'Reject an access request',
    description: 'With a word why. By the same people who could approve it.',
  })
  @ApiOkResponse({ type: AccessRequestResponse, description: 'The access request, rejected.' })
  reject(
    @CurrentPrincipal() decider: Principal,
    @UuidParam('id') id: string,
    @Body() { note }: RejectAccessRequest,
  ): Promise<AccessRequestResponse> {
    return this.decisions.reject(decider, id, note);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @RequirePermission('access-request:create')
  @ApiOperation({
    operationId: 'cancelAccessRequest',
    summary: 'Cancel an access request',
    description: 'One of your own that is still pending.',
  })
  @ApiOkResponse({ type: AccessRequestResponse, description: 'The access request, cancelled.' })
  cancel(@CurrentPrincipal() asker: Principal, @UuidParam('id') id: string): Promise<AccessRequestResponse> {
    return this.requests.cancelAccessRequest(asker, id);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @RequirePermission('access-request:decide')
  @ApiOperation({
    operationId: 'revokeAccessGrant',
    summary: 'End a grant',
    description:
      'Before its time and at once, on every instance. Credentials for the tool that the agent was vended under policies ' +
      'of the kind `approval` end with a grant of `vend`.',
  })
  @ApiOkResponse({ type: AccessRequestResponse, description: 'The access request, revoked.' })
  revoke(@CurrentPrincipal() decider: Principal, @UuidParam('id') id: string): Promise<AccessRequestResponse> {
    return this.decisions.revoke(decider, id);
  }
}
