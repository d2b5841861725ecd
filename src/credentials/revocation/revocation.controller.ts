import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { CredentialsService } from '../credentials.service.js';
import { CredentialResponse } from '../leases/dto/credential.response.js';
import { RevokeRequest } from './dto/revoke.request.js';

@ApiTags('Credentials')
@Controller('api/v1/credentials')
export class RevocationController {
  constructor(private readonly credentials: CredentialsService) {}

  @Post(':id/revoke')
  @HttpCode(200)
  @RequirePermission('credential:revoke')
  @ApiOperation({
    operationId: 'revokeCredential',
    summary: 'Revoke a credential',
    description: "Ends one of the caller's own credentials at once, or with `credential:manage` any. May be repeated.",
  })
  @ApiOkResponse({ type: CredentialResponse, description: 'The credential, revoked.' })
  revoke(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Body() { reason }: RevokeRequest,
  ): Promise<CredentialResponse> {
    return this.credentials.revokeCredential(principal, id, reason);
  }
}
