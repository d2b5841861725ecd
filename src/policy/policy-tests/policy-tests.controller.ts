import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../common/http/if-match.decorator.js';
import { type Page, PageQuery } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { CreatePolicyTestRequest } from './dto/create-policy-test.request.js';
import { PolicyTestPage, PolicyTestResponse, SavedPolicyTestResponse } from './dto/policy-test.response.js';
import { PolicyTestRunResponse } from './dto/policy-test-run.response.js';
import { UpdatePolicyTestRequest } from './dto/update-policy-test.request.js';
import { PolicyTestReader } from './policy-test-reader.js';
import { PolicyTestsService } from './policy-tests.service.js';

@ApiTags('Policies')
@Controller('api/v1/policy-tests')
export class PolicyTestsController {
  constructor(
    private readonly tests: PolicyTestsService,
    private readonly reader: PolicyTestReader,
  ) {}

  @Post()
  @Idempotent()
  @RequirePermission('policy:manage')
  @ApiOperation({
    operationId: 'createPolicyTest',
    summary: 'Create a policy test',
    description: 'From now on a change of policies that breaks it is refused. One that fails already is saved, too.',
  })
  @ApiCreatedResponse({ type: SavedPolicyTestResponse, description: 'The test, and what comes of it now.' })
  create(
    @Body() body: CreatePolicyTestRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<SavedPolicyTestResponse> {
    return this.tests.createPolicyTest(body, principal);
  }

  @Post('run')
  @HttpCode(200)
  @RequirePermission('policy:read')
  @ApiOperation({
    operationId: 'runPolicyTests',
    summary: 'Run all policy tests',
    description: 'Under the policies in force, each with the full trace. Uses nothing up and leaves no record.',
  })
  @ApiOkResponse({ type: PolicyTestRunResponse, description: 'What came of each.' })
  run(): Promise<PolicyTestRunResponse> {
    return this.tests.runPolicyTests();
  }

  @Get()
  @RequirePermission('policy:read')
  @ApiOperation({ operationId: 'listPolicyTests', summary: 'List policy tests', description: 'In order of creation.' })
  @ApiOkResponse({ type: PolicyTestPage, description: 'A page of tests.' })
  list(@Query() query: PageQuery): Promise<Page<PolicyTestResponse>> {
    return this.reader.listPolicyTests(query);
  }

  @Get(':id')
  @RequirePermission('policy:read')
  @ApiOperation({
    operationId: 'getPolicyTest',
    summary: 'Get a policy test',
    description: 'Its ETag is what changes of it ask for.',
  })
  @ApiOkResponse({ type: PolicyTestResponse, description: 'The test.' })
  get(@UuidParam('id') id: string): Promise<PolicyTestResponse> {
    return this.reader.getPolicyTest(id);
  }

  @Patch(':id')
  @RequirePermission('policy:manage')
  @ApiOperation({
    operationId: 'updatePolicyTest',
    summary: 'Change a policy test',
    description: 'What is absent stays. `given` and `expect` are replaced as a whole.',
  })
  @ApiOkResponse({ type: SavedPolicyTestResponse, description: 'The test, and what comes of it now.' })
  update(
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() body: UpdatePolicyTestRequest,
  ): Promise<SavedPolicyTestResponse> {
    return this.tests.updatePolicyTest(id, expected, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('policy:manage')
  @ApiOperation({
    operationId: 'deletePolicyTest',
    summary: 'Delete a policy test',
    description: 'Changes of policies no longer run it.',
  })
  @ApiNoContentResponse({ description: 'The test is gone.' })
  delete(@UuidParam('id') id: string, @IfMatch() expected: ExpectedRevision): Promise<void> {
    return this.tests.deletePolicyTest(id, expected);
  }
}
