import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { CredentialsService } from '../credentials.service.js';
import { RenewRequest } from './dto/renew.request.js';
import { RenewedCredentialResponse } from './dto/renewed-credential.response.js';
import { RENEW_PERMISSION } from './renewal.service.js';

@ApiTags('Credentials')
@Controller('api/v1/credentials')
export class RenewalController {
  constructor(private readonly credentials: CredentialsService) {}

  @Post(':id/renew')
  @LimitClass('credential')
  @HttpCode(200)
  @RequirePermission(RENEW_PERMISSION, { narrowedInService: true })
  @ApiOperation({
    operationId: 'renewCredential',
    summary: 'Renew a credential',
    description:
      "Moves the end of one of the caller's own credentials, counted from now and never beyond `maxExpiresAt`, as far " +
      'as policies would let it be vended today. The token stays the same. A refusal leaves the credential as it is.',
  })
  @ApiOkResponse({ type: RenewedCredentialResponse, description: 'The credential, and what was cut from the request.' })
  renew(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Body() { incrementSeconds }: RenewRequest,
  ): Promise<RenewedCredentialResponse> {
    return this.credentials.renewCredential(principal, id, incrementSeconds);
  }
}
