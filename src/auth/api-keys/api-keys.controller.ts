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
import { ApiKeyRotations } from './api-key-rotations.js';
import { ApiKeysService } from './api-keys.service.js';
import { ApiKeyPage, ApiKeyResponse, CreatedApiKeyResponse } from './dto/api-key.response.js';
import { CreateApiKeyRequest } from './dto/create-api-key.request.js';
import { RotateApiKeyRequest } from './dto/rotate-api-key.request.js';

@ApiTags('Agents')
@Controller('api/v1/agents/:agentId/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly listing: ApiKeyListing,
    private readonly rotations: ApiKeyRotations,
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
      'For yourself, or with agent:manage for an agent that holds no more than you. It opens no more than what you ' +
      'present now, from nowhere else and no longer; made with an API key of the same agent, it ends when that one is ' +
      'revoked. The key is shown once.',
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
    return this.listing.getApiKey(caller, agentId, id);
  }

  @Post(':id/rotate')
  @LimitClass('credential')
  @Idempotent({ secrets: ['key'] })
  @Header('Cache-Control', 'no-store')
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'rotateApiKey',
    summary: 'Rotate an API key',
    description:
      'Makes a successor with the same name, permissions and addresses. The old key goes on for an overlap, then ends ' +
      'with all that was got by it. A key can rotate itself. The successor is shown once.',
  })
  @ApiCreatedResponse({ type: CreatedApiKeyResponse, description: 'The successor, this once.' })
  rotate(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @UuidParam('id') id: string,
    @Body() body: RotateApiKeyRequest,
  ): Promise<CreatedApiKeyResponse> {
    return this.rotations.rotateApiKey(caller, agentId, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'revokeApiKey',
    summary: 'Revoke an API key',
    description:
      'It opens nothing any more, nor does what was got by it: access tokens, keys that were made with it, ' +
      'and its successor where it was rotated with the key itself and its overlap is not over. ' +
      'A key can be revoked by itself, and by whoever holds all that it opens. Repeating it changes nothing.',
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
