import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import type { Page } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { CredentialLookup } from './credential-lookup.js';
import { CredentialRecords } from './credential-records.js';
import { CredentialQuery } from './dto/credential.query.js';
import { LOOKUP_EXAMPLES } from './dto/lookup.examples.js';
import { LookupRequest } from './dto/lookup.request.js';
import { CredentialPage, CredentialResponse } from './dto/credential.response.js';

@ApiTags('Credentials')
@Controller('api/v1/credentials')
export class LeasesController {
  constructor(
    private readonly records: CredentialRecords,
    private readonly lookup: CredentialLookup,
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
    description:
      "What is known of one of the caller's own credentials, or with `credential:manage` of any. Never a token.",
  })
  @ApiOkResponse({ type: CredentialResponse, description: 'The credential.' })
  get(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<CredentialResponse> {
    return this.records.getCredential(principal, id);
  }

  @Post('lookup')
  @LimitClass('credential')
  @HttpCode(200)
  @RequirePermission('credential:read')
  @ApiOperation({
    operationId: 'lookUpCredential',
    summary: 'Look a credential up',
    description:
      'What is known of the credential that an accessor or a token stands for, without taking a use. Whoever holds an ' +
      'accessor may look up with it, whosever the credential is; by token it is found by its own agent, or with ' +
      '`credential:manage` by others.',
  })
  @ApiBody({ type: LookupRequest, examples: LOOKUP_EXAMPLES })
  @ApiOkResponse({ type: CredentialResponse, description: 'The credential. Neither its token nor its accessor.' })
  lookUp(@CurrentPrincipal() principal: Principal, @Body() body: LookupRequest): Promise<CredentialResponse> {
    return this.lookup.lookUp(principal, body);
  }
}
