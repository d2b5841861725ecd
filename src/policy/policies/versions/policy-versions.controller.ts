import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../../auth/index.js';
import { Idempotent } from '../../../common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../../common/http/if-match.decorator.js';
import { type Page, PageQuery } from '../../../common/http/page.js';
import { UuidParam } from '../../../common/http/uuid-param.js';
import { SavedPolicyResponse } from '../dto/saved-policy.response.js';
import { OBLIGATION_MODELS } from '../obligations/obligation-schema.js';
import { PolicyVersionPage, type PolicyVersionResponse } from './dto/policy-version.response.js';
import { RollbackPolicyRequest } from './dto/rollback-policy.request.js';
import { PolicyVersionsService } from './policy-versions.service.js';

@ApiTags('Policies')
@ApiExtraModels(...OBLIGATION_MODELS)
@Controller('api/v1/policies/:id')
export class PolicyVersionsController {
  constructor(private readonly versions: PolicyVersionsService) {}

  @Get('versions')
  @RequirePermission('policy:read')
  @ApiOperation({
    operationId: 'listPolicyVersions',
    summary: 'List the versions of a policy',
    description: 'The newest first. Each change makes one, the deletion too: versions outlive their policy.',
  })
  @ApiOkResponse({ type: PolicyVersionPage, description: 'A page of versions.' })
  list(@UuidParam('id') id: string, @Query() query: PageQuery): Promise<Page<PolicyVersionResponse>> {
    return this.versions.listVersions(id, query);
  }

  @Post('rollback')
  @HttpCode(200)
  @Idempotent()
  @RequirePermission('policy:manage')
  @ApiOperation({
    operationId: 'rollBackPolicy',
    summary: 'Roll a policy back',
    description:
      'Makes a new revision that says what an old one said, its name and mode included. None where the policy says so already.',
  })
  @ApiOkResponse({ type: SavedPolicyResponse, description: 'The policy as it is now.' })
  rollBack(
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() { revision }: RollbackPolicyRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<SavedPolicyResponse> {
    return this.versions.rollBack(id, expected, revision, principal);
  }
}
