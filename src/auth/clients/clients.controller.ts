import { Body, Controller, Delete, Get, Header, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../common/http/if-match.decorator.js';
import { type Page, PageQuery } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../guard/access.decorators.js';
import type { Principal } from '../principal.js';
import { ClientAdministration } from './client-administration.js';
import { ClientListing } from './client-listing.js';
import { ClientSecretRotation } from './client-secret-rotation.js';
import { ClientsService } from './clients.service.js';
import { CreateOAuthClientRequest } from './dto/create-oauth-client.request.js';
import {
  CreatedOAuthClientResponse,
  OAuthClientPage,
  OAuthClientResponse,
  RotatedOAuthClientResponse,
} from './dto/oauth-client.response.js';
import { RotateClientSecretRequest } from './dto/rotate-client-secret.request.js';
import { UpdateOAuthClientRequest } from './dto/update-oauth-client.request.js';

@ApiTags('Agents')
@Controller('api/v1/agents/:agentId/clients')
export class ClientsController {
  constructor(
    private readonly clients: ClientsService,
    private readonly administration: ClientAdministration,
    private readonly rotation: ClientSecretRotation,
    private readonly listing: ClientListing,
  ) {}

  @Post()
  @LimitClass('credential')
  @Idempotent({ secrets: ['clientSecret'] })
  @Header('Cache-Control', 'no-store')
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'createOAuthClient',
    summary: 'Make an OAuth client',
    description:
      'For yourself, reaching at most as far as what you present now, or with agent:manage for an agent that holds no more than you. Its secret is shown once.',
  })
  @ApiCreatedResponse({ type: CreatedOAuthClientResponse, description: 'The client, this once with its secret.' })
  create(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @Body() body: CreateOAuthClientRequest,
  ): Promise<CreatedOAuthClientResponse> {
    return this.clients.createClient(caller, agentId, body);
  }

  @Get()
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'listOAuthClients',
    summary: 'List OAuth clients',
    description: 'Your own, or with agent:manage those of another agent; expired and revoked ones too.',
  })
  @ApiOkResponse({ type: OAuthClientPage, description: 'A page of clients, without their secrets.' })
  list(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @Query() query: PageQuery,
  ): Promise<Page<OAuthClientResponse>> {
    return this.listing.listClients(caller, agentId, query);
  }

  @Get(':id')
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'getOAuthClient',
    summary: 'Get an OAuth client',
    description: 'What is known of it, without its secret.',
  })
  @ApiOkResponse({ type: OAuthClientResponse, description: 'The client.' })
  get(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @UuidParam('id') id: string,
  ): Promise<OAuthClientResponse> {
    return this.clients.getClient(caller, agentId, id);
  }

  @Patch(':id')
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'updateOAuthClient',
    summary: 'Change an OAuth client',
    description:
      'What is absent stays; keys are replaced as a set. Access tokens and clients that were got by it end when it loses a permission, an address or a key.',
  })
  @ApiOkResponse({ type: OAuthClientResponse, description: 'The client as it is now.' })
  update(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() body: UpdateOAuthClientRequest,
  ): Promise<OAuthClientResponse> {
    return this.administration.updateClient(caller, agentId, id, body, expected);
  }

  @Post(':id/secret')
  @LimitClass('credential')
  @Idempotent({ secrets: ['clientSecret'] })
  @Header('Cache-Control', 'no-store')
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'rotateOAuthClientSecret',
    summary: 'Rotate the secret of an OAuth client',
    description:
      'Gives it another secret, shown once. The one so far works until the overlap ends; at most two work at a time.',
  })
  @ApiCreatedResponse({ type: RotatedOAuthClientResponse, description: 'The client, this once with its new secret.' })
  rotateSecret(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @UuidParam('id') id: string,
    @Body() { overlapSeconds }: RotateClientSecretRequest,
  ): Promise<RotatedOAuthClientResponse> {
    return this.rotation.rotateSecret(caller, agentId, id, overlapSeconds);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'revokeOAuthClient',
    summary: 'Revoke an OAuth client',
    description:
      'It proves nothing any more, and the access tokens and clients that were got by it end with it. Repeating it changes nothing.',
  })
  @ApiNoContentResponse({ description: 'The client is revoked.' })
  revoke(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
  ): Promise<void> {
    return this.administration.revokeClient(caller, agentId, id, expected);
  }
}
