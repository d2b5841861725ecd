import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { TimeRangeQuery } from '../dto/time-range.query.js';
import { NoticePage } from './dto/notice.response.js';
import { NoticesService } from './notices.service.js';

@ApiTags('Monitoring')
@Controller('api/v1/auth/me/notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'listNotices',
    summary: 'List notices of tools I used',
    description:
      'What became of tools that you had used, or got a credential for, in the 30 days before: deprecated, retired, quarantined or ' +
      'deleted, the newest first. Why, until when, and what takes its place is told of tools that you may still discover.',
  })
  @ApiOkResponse({ type: NoticePage })
  listNotices(@CurrentPrincipal() principal: Principal, @Query() query: TimeRangeQuery): Promise<NoticePage> {
    return this.notices.listNotices(principal, query);
  }
}
