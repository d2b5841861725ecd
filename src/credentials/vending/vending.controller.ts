import { Body, Controller, Header, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { CredentialsService } from '../credentials.service.js';
import { Wrappable } from '../wrapping/wrappable.decorator.js';
import { VEND_EXAMPLES } from './dto/vend-credential.examples.js';
import { VendCredentialRequest } from './dto/vend-credential.request.js';
import type { VendedCredentialResponse } from './dto/vended-credential.response.js';

@ApiTags('Credentials')
@Controller('api/v1/tools/:id/credentials')
export class VendingController {
  constructor(private readonly credentials: CredentialsService) {}

  @Post()
  @LimitClass('credential')
  @RequirePermission('credential:vend', { narrowedBy: 'id', of: 'tool' })
  @Idempotent({ secrets: ['token', 'accessor', 'wrapInfo'] })
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'vendCredential',
    summary: 'Vend a credential',
    description:
      'Vends a short-lived credential for this tool to the caller, as far as policies permit `vend`. Scopes, lifetime ' +
      'and uses are the intersection of the request with all limits. The token is shown this once.',
  })
  @ApiBody({ type: VendCredentialRequest, examples: VEND_EXAMPLES })
  @Wrappable('The credential, and what was cut from the request.')
  vend(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Body() body: VendCredentialRequest,
  ): Promise<VendedCredentialResponse> {
    return this.credentials.generateCredential(principal, id, body);
  }
}
