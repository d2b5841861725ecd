import { Body, Controller, Header, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { CredentialsService } from '../credentials.service.js';
import { Wrappable } from '../wrapping/wrappable.decorator.js';
import { VEND_PERMISSION } from './delegation.service.js';
import { DelegateCredentialRequest } from './dto/delegate-credential.request.js';
import type { VendedCredentialResponse } from './dto/vended-credential.response.js';

@ApiTags('Credentials')
@Controller('api/v1/credentials')
export class DelegationController {
  constructor(private readonly credentials: CredentialsService) {}

  @Post(':id/delegate')
  @LimitClass('credential')
  @RequirePermission(VEND_PERMISSION, { narrowedInService: true })
  @Idempotent({ secrets: ['token', 'accessor', 'wrapInfo'] })
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'delegateCredential',
    summary: 'Delegate a credential',
    description:
      "Vends, from one of the caller's own credentials, one for a sub-agent, as far as policies permit it `vend`: with no " +
      'scope, address or audience that the parent lacks, fewer levels of delegation, an end no later, and uses that are ' +
      'taken from the parent. It ends with the parent. The token is shown this once.',
  })
  @Wrappable("The sub-agent's credential, and what was cut from the request.")
  delegate(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Body() body: DelegateCredentialRequest,
  ): Promise<VendedCredentialResponse> {
    return this.credentials.delegateCredential(principal, id, body);
  }
}
