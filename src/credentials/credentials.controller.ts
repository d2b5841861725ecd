import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, refs } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../auth/index.js';
import type { Page } from '../common/http/page.js';
import { LimitClass } from '../common/throttling/limit-class.decorator.js';
import { UuidParam } from '../common/http/uuid-param.js';
import { CredentialRecords } from './credential-records.js';
import { CredentialsService } from './credentials.service.js';
import { CredentialQuery } from './dto/credential.query.js';
import { CredentialPage, CredentialResponse } from './dto/credential.response.js';
import { RevokeRequest } from './dto/revoke.request.js';
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
export class CredentialsController {
  constructor(
    private readonly records: CredentialRecords,
    private readonly credentials: CredentialsService,
  ) {}

  @Get()
  @RequirePermission('credential:read')
  @ApiOperation({
    operationId: 'listCredentials',
    summary: 'List credentials',
    description: "The caller's own, or with `credential:manage` everybody's, the newest first. Never a token.",
  })
  @ApiOkResponse({ type: CredentialPage, description: 'One page of credentials.' })
  list(@CurrentPrincipal() principal: Principal, @Query() query: CredentialQuery): Promise<Page<CredentialResponse>> {
    return this.records.listCredentials(principal, query);
  }

  @Get(':id')
  @RequirePermission('credential:read')
  @ApiOperation({
    operationId: 'getCredential',
    summary: 'Get a credential',
    description: "What is known of one of the caller's own credentials, or with `credential:manage` of any. No token.",
  })
  @ApiOkResponse({ type: CredentialResponse, description: 'The credential.' })
  get(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<CredentialResponse> {
    return this.records.getCredential(principal, id);
  }

  /** Not idempotent by key: a stored `active` would outlive a revocation. */
  @Post('validate')
  @LimitClass('credential')
  @HttpCode(200)
  @RequirePermission(VALIDATE_PERMISSION, { narrowedInService: true })
  @Header('Cache-Control', 'no-store')
  @ApiExtraModels(ActiveCredentialResponse, InactiveCredentialResponse)
  @ApiOperation({
    operationId: 'validateCredential',
    summary: 'Validate a credential',
    description:
      "For a tool's side: whether the token that an agent presented is good. Needs `credential:validate`, narrowed or " +
      'not to the tool. Takes one use where uses are counted. Whatever the reason, a bad token gets the same answer.',
  })
  @ApiOkResponse({
    schema: { oneOf: refs(ActiveCredentialResponse, InactiveCredentialResponse) },
    description: 'Whether it is active, and if so whose and for what.',
  })
  async validate(
    @CurrentPrincipal() principal: Principal,
    @Body() { token, scopes }: ValidateRequest,
  ): Promise<ValidationResponse> {
    return toValidationResponse(await this.credentials.validateCredential(principal, token, scopes));
  }

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
