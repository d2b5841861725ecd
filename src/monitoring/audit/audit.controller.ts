import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../auth/index.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { AuditTrail } from './audit-trail.service.js';
import { AuditEventResponse, AuditPage } from './dto/audit-event.response.js';
import { AuditQuery } from './dto/audit.query.js';

@ApiTags('Monitoring')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly audit: AuditTrail) {}

  @Get()
  @RequirePermission('audit:read')
  @ApiOperation({
    operationId: 'listAuditEvents',
    summary: 'List audit events',
    description: 'Who did what, the newest first: logins, refusals, vends, revocations and every change.',
  })
  @ApiOkResponse({ type: AuditPage })
  listEvents(@Query() query: AuditQuery): Promise<AuditPage> {
    return this.audit.listEvents(query);
  }

  @Get(':id')
  @RequirePermission('audit:read')
  @ApiOperation({
    operationId: 'getAuditEvent',
    summary: 'Get an audit event',
    description: 'One entry of the audit. It is never changed and never deleted.',
  })
  @ApiOkResponse({ type: AuditEventResponse })
  getEvent(@UuidParam('id') id: string): Promise<AuditEventResponse> {
    return this.audit.getEvent(id);
  }
}
