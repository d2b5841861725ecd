import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Page, PageQuery } from '../../common/http/page.js';
import { RequirePermission } from '../guard/access.decorators.js';
import { PermissionPage, PermissionResponse } from './dto/permission.response.js';
import { PermissionListing } from './permission-listing.js';

@ApiTags('Agents')
@Controller('api/v1/permissions')
export class PermissionsController {
  constructor(private readonly permissions: PermissionListing) {}

  @Get()
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'listPermissions',
    summary: 'List permissions',
    description:
      'What can be granted: whatever a route or service of this registry asks for, by name. Beside these, `tool:*` ' +
      'stands for every verb on tools and `*` for everything.',
  })
  @ApiOkResponse({ type: PermissionPage, description: 'A page of permissions.' })
  list(@Query() query: PageQuery): Page<PermissionResponse> {
    return this.permissions.listPermissions(query);
  }
}
