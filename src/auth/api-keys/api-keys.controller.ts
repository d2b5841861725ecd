import { Body, Controller, Delete, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../common/http/if-match.decorator.js';
import { type Page, PageQuery } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../guard/access.decorators.js';
import type { Principal } from '../principal.js';
import { ApiKeyListing } from './api-key-listing.js';
import { ApiKeysService } from './api-keys.service.js';
import { ApiKeyPage, ApiKeyResponse, CreatedApiKeyResponse } from './dto/api-key.response.js';
import { CreateApiKeyRequest } from './dto/create-api-key.request.js';

@ApiTags('Agents')
@Controller('api/v1/agents/:agentId/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly listing: ApiKeyListing,
  ) {}

  @Post()
  @LimitClass('credential')
  @Idempotent({ secrets: ['key'] })
  @Header('Cache-Control', 'no-store')
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'createApiKey',
    summary: 'Make an API key',
    description:
      'For yourself, at most as wide as what you present now, or with agent:manage for an agent that holds no more than you. The key is shown once.',
  })
  @ApiCreatedResponse({ type: CreatedApiKeyResponse, description: 'The key, this once.' })
  create(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @Body() body: CreateApiKeyRequest,
  ): Promise<CreatedApiKeyResponse> {
    return this.keys.createApiKey(caller, agentId, body);
  }

  @Get()
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'listApiKeys',
    summary: 'List API keys',
    description: 'Your own, or with agent:manage those of another agent; expired and revoked ones too.',
  })
  @ApiOkResponse({ type: ApiKeyPage, description: 'A page of keys, without the keys themselves.' })
  list(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ApiKeyResponse>> {
    return this.listing.listApiKeys(caller, agentId, query);
  }

  @Get(':id')
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'getApiKey',
    summary: 'Get an API key',
    description: 'What is known of it, without the key itself.',
  })
  @ApiOkResponse({ type: ApiKeyResponse, description: 'The key.' })
  get(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @UuidParam('id') id: string,
  ): Promise<ApiKeyResponse> {
    return this.keys.getApiKey(caller, agentId, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'revokeApiKey',
    summary: 'Revoke an API key',
    description:
      'It opens nothing any more, and the access tokens of its agent end with it. Repeating it changes nothing.',
  })
  @ApiNoContentResponse({ description: 'The key is revoked.' })
  revoke(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
  ): Promise<void> {
    return this.keys.revokeApiKey(caller, agentId, id, expected);
  }
}
