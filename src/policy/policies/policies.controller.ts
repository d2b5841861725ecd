import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { ShowsKinds } from '../../common/extensions/shows-kinds.decorator.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { POLICY_TYPE } from '../policy-type.js';
import { CreatePolicyRequest } from './dto/create-policy.request.js';
import { ListPoliciesQuery } from './dto/list-policies.query.js';
import { PolicyPage, PolicyResponse } from './dto/policy.response.js';
import { SavedPolicyResponse } from './dto/saved-policy.response.js';
import { UpdatePolicyRequest } from './dto/update-policy.request.js';
import { OBLIGATION_MODELS } from './obligations/obligation-schema.js';
import { PoliciesService } from './policies.service.js';
import { PolicyReader } from './policy-reader.js';

@ApiTags('Policies')
@ApiExtraModels(...OBLIGATION_MODELS)
@Controller('api/v1/policies')
export class PoliciesController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly reader: PolicyReader,
  ) {}

  @Post()
  @Idempotent()
  @ShowsKinds(POLICY_TYPE, (kind, settings) => ({
    name: `Tried out: ${kind}`,
    kind,
    settings,
    mode: 'shadow',
    target: { tags: { only: ['payments'] }, actions: { only: ['invoke', 'vend'] } },
  }))
  @RequirePermission('policy:manage')
  @ApiOperation({
    operationId: 'createPolicy',
    summary: 'Create a policy',
    description: 'It is in force at once. A permit grants only what no deny forbids and every require allows.',
  })
  @ApiCreatedResponse({ type: SavedPolicyResponse, description: 'The policy.' })
  create(@Body() body: CreatePolicyRequest, @CurrentPrincipal() principal: Principal): Promise<SavedPolicyResponse> {
    return this.policies.createPolicy(body, principal);
  }

  @Get()
  @RequirePermission('policy:read')
  @ApiOperation({
    operationId: 'listPolicies',
    summary: 'List policies',
    description: 'In order of creation. Policies whose kind is not installed are listed too, with `installed: false`.',
  })
  @ApiOkResponse({ type: PolicyPage, description: 'A page of policies.' })
  list(@Query() query: ListPoliciesQuery): Promise<Page<PolicyResponse>> {
    return this.reader.listPolicies(query);
  }

  @Get(':id')
  @RequirePermission('policy:read')
  @ApiOperation({
    operationId: 'getPolicy',
    summary: 'Get a policy',
    description: 'Its ETag is what changes of it ask for.',
  })
  @ApiOkResponse({ type: PolicyResponse, description: 'The policy.' })
  get(@UuidParam('id') id: string): Promise<PolicyResponse> {
    return this.reader.getPolicy(id);
  }

  @Patch(':id')
  @RequirePermission('policy:manage')
  @ApiOperation({
    operationId: 'updatePolicy',
    summary: 'Change a policy',
    description:
      'What is absent stays. `settings`, `target` and `obligations` are replaced as a whole. The kind cannot be changed. What changes nothing makes no revision; a new name or description alone ends no credential.',
  })
  @ApiOkResponse({ type: SavedPolicyResponse, description: 'The policy as it is now.' })
  update(
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() body: UpdatePolicyRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<SavedPolicyResponse> {
    return this.policies.updatePolicy(id, expected, body, principal);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('policy:manage')
  @ApiOperation({
    operationId: 'deletePolicy',
    summary: 'Delete a policy',
    description: 'A deleted policy of the first start does not come back.',
  })
  @ApiNoContentResponse({ description: 'The policy is gone.' })
  delete(
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    return this.policies.deletePolicy(id, expected, principal);
  }
}
