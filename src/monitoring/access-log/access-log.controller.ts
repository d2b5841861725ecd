import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { AccessLog } from './access-log.service.js';
import { AccessLogPage, AccessTraceResponse } from './dto/access-log-entry.response.js';
import { AccessLogQuery } from './dto/access-log.query.js';

@ApiTags('Monitoring')
@Controller('api/v1/access-log')
export class AccessLogController {
  constructor(private readonly accessLog: AccessLog) {}

  @Get()
  @RequirePermission('access-log:read')
  @ApiOperation({
    operationId: 'listAccessLog',
    summary: 'List decisions',
    description: 'What agents asked to do with tools and what the policies said, the newest first.',
  })
  @ApiOkResponse({ type: AccessLogPage })
  listEntries(@Query() query: AccessLogQuery): Promise<AccessLogPage> {
    return this.accessLog.listEntries(query);
  }

  @Get(':decisionId')
  @RequirePermission('access-log:read')
  @ApiOperation({
    operationId: 'getAccessLogEntry',
    summary: 'Get a decision',
    description: 'One decision. With the permission `policy:read` also its trace: what each policy said.',
  })
  @ApiOkResponse({ type: AccessTraceResponse })
  getEntry(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('decisionId') decisionId: string,
  ): Promise<AccessTraceResponse> {
    return this.accessLog.getEntry(principal, decisionId);
  }
}
