import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { PageQuery } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { PutSecretRequest } from './dto/put-secret.request.js';
import { SecretPage, SecretResponse } from './dto/secret.response.js';
import { SecretsService } from './secrets.service.js';
import { ApiSlot, SlotParam } from './slot-param.js';

/** Nothing here takes `If-Match`: a secret cannot be read, so there is no version that somebody could have seen. */
@ApiTags('Secrets')
@Controller('api/v1/tools/:id/secrets')
export class SecretsController {
  constructor(private readonly secrets: SecretsService) {}

  @Get()
  @RequirePermission('secret:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'listToolSecrets',
    summary: 'List the secrets of a tool',
    description:
      'Which slots there are, whose secret each holds, where it travels and to whom. Values are never shown. Needs `manage` by policy.',
  })
  @ApiOkResponse({ type: SecretPage, description: 'The slots in use.' })
  async list(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: PageQuery,
  ): Promise<SecretPage> {
    return SecretPage.of(await this.secrets.listSecrets(principal, id, query));
  }

  @Put(':slot')
  @RequirePermission('secret:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiSlot()
  @ApiOperation({
    operationId: 'putToolSecret',
    summary: 'Set a secret of a tool',
    description:
      "Keeps, encrypted, what the tool's own API wants. It is sent only to the scheme, host and port that the tool's " +
      'endpoint has now, cannot be read again, and is masked in what the tool answers. With `holder` `agent` it only ' +
      'says where the values travel that agents put themselves. Needs `manage` by policy.',
  })
  @ApiOkResponse({ type: SecretResponse, description: 'The slot, without the value.' })
  async put(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @SlotParam() slot: string,
    @Body() { value, holder, placement, name }: PutSecretRequest,
  ): Promise<SecretResponse> {
    return SecretResponse.of(
      await this.secrets.putSecret(principal, id, { slot, holder, placement, name: name ?? null }, value),
    );
  }

  @Delete(':slot')
  @HttpCode(204)
  @RequirePermission('secret:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiSlot()
  @ApiOperation({
    operationId: 'deleteToolSecret',
    summary: 'Remove a secret of a tool',
    description: 'Empties the slot at once, of the values of agents too. Needs `manage` by policy.',
  })
  @ApiNoContentResponse({ description: 'The slot is empty.' })
  delete(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @SlotParam() slot: string,
  ): Promise<void> {
    return this.secrets.deleteSecret(principal, id, slot);
  }
}
