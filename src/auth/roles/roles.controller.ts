import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../common/http/if-match.decorator.js';
import { type Page, PageQuery } from '../../common/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../guard/access.decorators.js';
import type { Principal } from '../principal.js';
import { CreateRoleRequest } from './dto/create-role.request.js';
import { RolePage, RoleResponse } from './dto/role.response.js';
import { UpdateRoleRequest } from './dto/update-role.request.js';
import { RoleAdministration } from './role-administration.js';
import { RolesService } from './roles.service.js';

@ApiTags('Agents')
@Controller('api/v1/roles')
export class RolesController {
  constructor(
    private readonly roles: RolesService,
    private readonly administration: RoleAdministration,
  ) {}

  @Post()
  @Idempotent()
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'createRole',
    summary: 'Create a role',
    description: 'A named set of permissions for agents to hold. Nobody can put more into a role than they hold.',
  })
  @ApiCreatedResponse({ type: RoleResponse, description: 'The role.' })
  create(@CurrentPrincipal() caller: Principal, @Body() body: CreateRoleRequest): Promise<RoleResponse> {
    return this.administration.createRole(caller, body);
  }

  @Get()
  @RequirePermission('agent:read')
  @ApiOperation({
    operationId: 'listRoles',
    summary: 'List roles',
    description:
      'By name, with what their holders may do. Every registry has `admin`, `auditor`, `policy_admin`, `tool_publisher` ' +
      'and `user`; the others are its own.',
  })
  @ApiOkResponse({ type: RolePage, description: 'A page of roles.' })
  list(@Query() query: PageQuery): Promise<Page<RoleResponse>> {
    return this.roles.listRoles(query);
  }

  @Get(':name')
  @RequirePermission('agent:read')
  @ApiOperation({
    operationId: 'getRole',
    summary: 'Get a role',
    description: 'Its ETag is what changes of it ask for.',
  })
  @ApiOkResponse({ type: RoleResponse, description: 'The role.' })
  get(@Param('name') name: string): Promise<RoleResponse> {
    return this.roles.getRole(name);
  }

  @Patch(':name')
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'updateRole',
    summary: 'Change a role',
    description:
      'What is absent stays. Its holders have the new rights at once, by tokens already issued too. Takes somebody who ' +
      'holds all that the role grants, before and after. Built-in roles cannot be changed.',
  })
  @ApiOkResponse({ type: RoleResponse, description: 'The role as it is now.' })
  update(
    @CurrentPrincipal() caller: Principal,
    @Param('name') name: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() body: UpdateRoleRequest,
  ): Promise<RoleResponse> {
    return this.administration.updateRole(caller, name, body, expected);
  }

  @Delete(':name')
  @HttpCode(204)
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'deleteRole',
    summary: 'Delete a role',
    description: 'Refused while agents hold it. Built-in roles cannot be deleted.',
  })
  @ApiNoContentResponse({ description: 'The role is gone.' })
  delete(
    @CurrentPrincipal() caller: Principal,
    @Param('name') name: string,
    @IfMatch() expected: ExpectedRevision,
  ): Promise<void> {
    return this.administration.deleteRole(caller, name, expected);
  }
}
