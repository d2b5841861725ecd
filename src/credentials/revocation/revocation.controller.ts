import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { CredentialResponse } from '../leases/dto/credential.response.js';
import { RevokeRequest } from './dto/revoke.request.js';
import { REVOKE_EXAMPLES } from './dto/revoke-credentials.examples.js';
import { RevokeCredentialsRequest } from './dto/revoke-credentials.request.js';
import { RevokedResponse } from './dto/revoked.response.js';
import { targetOf } from './revocation-target.js';
import { RevocationRequests } from './revocation-requests.js';

@ApiTags('Credentials')
@Controller('api/v1/credentials')
export class RevocationController {
  constructor(private readonly requests: RevocationRequests) {}

  @Post('revoke')
  @LimitClass('credential')
  @HttpCode(200)
  @RequirePermission('credential:revoke')
  @ApiOperation({
    operationId: 'revokeCredentials',
    summary: 'Revoke credentials',
    description:
      'Ends at once, together, what is named by exactly one member, and whatever was delegated from it. May be ' +
      'repeated. Of an accessor or a token it is not told whether there is a credential: without one nothing is revoked.',
  })
  @ApiBody({ type: RevokeCredentialsRequest, examples: REVOKE_EXAMPLES })
  @ApiOkResponse({ type: RevokedResponse, description: 'How many credentials ended by it.' })
  async revokeAll(
    @CurrentPrincipal() principal: Principal,
    @Body() body: RevokeCredentialsRequest,
  ): Promise<RevokedResponse> {
    return { revoked: await this.requests.revoke(principal, targetOf(body), body.reason) };
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @RequirePermission('credential:revoke')
  @ApiOperation({
    operationId: 'revokeCredential',
    summary: 'Revoke a credential',
    description:
      "Ends one of the caller's own credentials at once, or with `credential:manage` any," +
      ' and whatever was delegated from it. May be repeated.',
  })
  @ApiOkResponse({ type: CredentialResponse, description: 'The credential, revoked.' })
  revoke(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Body() { reason }: RevokeRequest,
  ): Promise<CredentialResponse> {
    return this.requests.revokeCredential(principal, id, reason);
  }
}
