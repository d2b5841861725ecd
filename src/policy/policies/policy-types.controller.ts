import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../auth/index.js';
import { type Page, PageQuery } from '../../common/http/page.js';
import { PolicyTypePage, type PolicyTypeResponse } from './dto/policy-type.response.js';
import { PolicyTypesService } from './policy-types.service.js';

@ApiTags('Policies')
@Controller('api/v1/policy-types')
export class PolicyTypesController {
  constructor(private readonly policyTypes: PolicyTypesService) {}

  @Get()
  @RequirePermission('policy:read')
  @ApiOperation({
    operationId: 'listPolicyTypes',
    summary: 'List policy kinds',
    description: 'The installed kinds, and those that are not installed but have policies; by name.',
  })
  @ApiOkResponse({ type: PolicyTypePage, description: 'A page of kinds.' })
  list(@Query() query: PageQuery): Promise<Page<PolicyTypeResponse>> {
    return this.policyTypes.listPolicyTypes(query);
  }
}
