import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, refs } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { CredentialsService } from '../credentials.service.js';
import { ValidateRequest } from './dto/validate.request.js';
import {
  ActiveCredentialResponse,
  InactiveCredentialResponse,
  toValidationResponse,
  type ValidationResponse,
} from './dto/validation.response.js';
import { VALIDATE_PERMISSION } from './validation.service.js';

@ApiTags('Credentials')
@Controller('api/v1/credentials')
export class ValidationController {
  constructor(private readonly credentials: CredentialsService) {}

  /** Not idempotent by key: a stored `active` would outlive a revocation. */
  @Post('validate')
  @LimitClass('validation')
  @HttpCode(200)
  @RequirePermission(VALIDATE_PERMISSION, { narrowedInService: true })
  @Header('Cache-Control', 'no-store')
  @ApiExtraModels(ActiveCredentialResponse, InactiveCredentialResponse)
  @ApiOperation({
    operationId: 'validateCredential',
    summary: 'Validate a credential',
    description:
      "For a tool's side: whether the token that an agent presented is good. Needs `credential:validate`, narrowed or " +
      'not to the tool. Takes one use where uses are counted. Whatever the reason, a bad token gets the same answer. ' +
      'One that is bound to a key is good only for an asker who has seen a proof of that key and names it.',
  })
  @ApiOkResponse({
    schema: { oneOf: refs(ActiveCredentialResponse, InactiveCredentialResponse) },
    description: 'Whether it is active, and if so whose and for what.',
  })
  async validate(
    @CurrentPrincipal() principal: Principal,
    @Body() { token, ...conditions }: ValidateRequest,
  ): Promise<ValidationResponse> {
    const provenKey = conditions.provenKey ?? null;
    const answer = await this.credentials.validateCredential(principal, token, { ...conditions, provenKey });
    return toValidationResponse(answer);
  }
}
