import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { UsageQuery } from './dto/usage.query.js';
import { ToolUsageResponse } from './dto/usage.response.js';
import { ToolUsage } from './tool-usage.service.js';

@ApiTags('Monitoring')
@Controller('api/v1/tools')
export class UsageController {
  constructor(private readonly usage: ToolUsage) {}

  @Get(':id/usage')
  @RequirePermission('usage:read', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'getToolUsage',
    summary: "Get a tool's usage",
    description:
      'Invocations, their outcomes and latency, credentials vended, the busiest agents and what was refused.',
  })
  @ApiOkResponse({ type: ToolUsageResponse })
  getUsage(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() query: UsageQuery,
  ): Promise<ToolUsageResponse> {
    return this.usage.getUsage(principal, id, query);
  }
}
