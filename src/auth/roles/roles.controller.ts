import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Page, PageQuery } from '../../common/http/page.js';
import { RequirePermission } from '../guard/access.decorators.js';
import { RolePage, RoleResponse } from './dto/role.response.js';
import { RolesService } from './roles.service.js';

@ApiTags('Agents')
@Controller('api/v1/roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Get()
  @RequirePermission('agent:read')
  @ApiOperation({
    operationId: 'listRoles',
    summary: 'List roles',
    description: 'By name, with what their holders may do.',
  })
  @ApiOkResponse({ type: RolePage, description: 'A page of roles.' })
  list(@Query() query: PageQuery): Promise<Page<RoleResponse>> {
    return this.roles.listRoles(query);
  }
}
