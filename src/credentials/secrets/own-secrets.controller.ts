import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { OwnSecretResponse } from './dto/own-secret.response.js';
import { PutOwnSecretRequest } from './dto/put-own-secret.request.js';
import { OwnSecretsService } from './own-secrets.service.js';
import { ApiSlot, SlotParam } from './slot-param.js';

/** Needs what vending needs: a vended credential does not open it, so nobody gets by one at the agent's secrets. */
@ApiTags('Secrets')
@Controller('api/v1/tools/:id/secrets/:slot/own')
export class OwnSecretsController {
  constructor(private readonly secrets: OwnSecretsService) {}

  @Get()
  @RequirePermission('credential:vend', { narrowedBy: 'id', of: 'tool' })
  @ApiSlot()
  @ApiOperation({
    operationId: 'getOwnToolSecret',
    summary: 'See whether you have a secret in a slot',
    description: 'Where your value travels, to whom, and whether there is one. The value is never shown.',
  })
  @ApiOkResponse({ type: OwnSecretResponse, description: 'The slot, without the value.' })
  async get(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @SlotParam() slot: string,
  ): Promise<OwnSecretResponse> {
    return OwnSecretResponse.of(await this.secrets.getOwnSecret(principal, id, slot));
  }

  @Put()
  @RequirePermission('credential:vend', { narrowedBy: 'id', of: 'tool' })
  @ApiSlot()
  @ApiOperation({
    operationId: 'putOwnToolSecret',
    summary: 'Put your own secret into a slot',
    description:
      "For tools that act on your behalf: it travels with your calls alone, only to the scheme, host and port that the tool's " +
      'endpoint has now, cannot be read again, and is masked in what the tool answers. Needs `vend` or `invoke` by policy.',
  })
  @ApiOkResponse({ type: OwnSecretResponse, description: 'The slot, without the value.' })
  async put(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @SlotParam() slot: string,
    @Body() { value }: PutOwnSecretRequest,
  ): Promise<OwnSecretResponse> {
    return OwnSecretResponse.of(await this.secrets.putOwnSecret(principal, id, slot, value));
  }

  @Delete()
  @HttpCode(204)
  @RequirePermission('credential:vend', { narrowedBy: 'id', of: 'tool' })
  @ApiSlot()
  @ApiOperation({
    operationId: 'deleteOwnToolSecret',
    summary: 'Take your own secret out of a slot',
    description: 'Deletes your value at once, whatever policies say of the tool by now.',
  })
  @ApiNoContentResponse({ description: 'You have no value there any more.' })
  delete(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @SlotParam() slot: string,
  ): Promise<void> {
    return this.secrets.deleteOwnSecret(principal, id, slot);
  }
}
