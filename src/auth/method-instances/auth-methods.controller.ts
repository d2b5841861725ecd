import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowsKinds } from '../../common/extensions/shows-kinds.decorator.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../common/http/if-match.decorator.js';
import { type Page, PageQuery } from '../../common/http/page.js';
import { AUTH_METHOD } from '../auth-method.js';
import { CurrentPrincipal, RequirePermission } from '../guard/access.decorators.js';
import type { Principal } from '../principal.js';
import { AuthMethodKinds } from './auth-method-kinds.js';
import { AuthMethodsService } from './auth-methods.service.js';
import { AuthMethodKindResponse, AuthMethodPage, AuthMethodResponse } from './dto/auth-method.response.js';
import { CreateAuthMethodRequest } from './dto/create-auth-method.request.js';
import { UpdateAuthMethodRequest } from './dto/update-auth-method.request.js';

@ApiTags('Authentication')
@Controller('api/v1/auth-methods')
export class AuthMethodsController {
  constructor(
    private readonly methods: AuthMethodsService,
    private readonly kinds: AuthMethodKinds,
  ) {}

  @Get()
  @RequirePermission('auth-method:read')
  @ApiOperation({
    operationId: 'listAuthMethods',
    summary: 'List auth methods',
    description: 'The installed kinds with their schemas, each with the methods configured of it; by kind.',
  })
  @ApiOkResponse({ type: AuthMethodPage, description: 'A page of kinds.' })
  list(@Query() query: PageQuery): Promise<Page<AuthMethodKindResponse>> {
    return this.kinds.listAuthMethods(query);
  }

  @Get(':name')
  @RequirePermission('auth-method:read')
  @ApiOperation({
    operationId: 'getAuthMethod',
    summary: 'Get an auth method',
    description: 'Its ETag is what changes of it ask for. Secrets are masked.',
  })
  @ApiOkResponse({ type: AuthMethodResponse, description: 'The auth method.' })
  get(@Param('name') name: string): Promise<AuthMethodResponse> {
    return this.methods.getAuthMethod(name);
  }

  @Post()
  @Idempotent()
  @ShowsKinds(AUTH_METHOD, (kind, settings) => ({ name: `partners-${kind}`, kind, settings }))
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'createAuthMethod',
    summary: 'Configure an auth method',
    description: 'A method can vouch for any agent, so this takes an administrator.',
  })
  @ApiCreatedResponse({ type: AuthMethodResponse, description: 'The auth method.' })
  create(@CurrentPrincipal() caller: Principal, @Body() body: CreateAuthMethodRequest): Promise<AuthMethodResponse> {
    return this.methods.createAuthMethod(caller, body);
  }

  @Patch(':name')
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'updateAuthMethod',
    summary: 'Change an auth method',
    description:
      'What is absent stays; settings are replaced as a whole. When it is disabled or gets other settings, what was got by it ends.',
  })
  @ApiOkResponse({ type: AuthMethodResponse, description: 'The auth method as it is now.' })
  update(
    @CurrentPrincipal() caller: Principal,
    @Param('name') name: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() body: UpdateAuthMethodRequest,
  ): Promise<AuthMethodResponse> {
    return this.methods.updateAuthMethod(caller, name, body, expected);
  }

  @Delete(':name')
  @HttpCode(204)
  @RequirePermission('agent:manage')
  @ApiOperation({
    operationId: 'deleteAuthMethod',
    summary: 'Delete an auth method',
    description: 'Nobody can log in by it any more, and access tokens got by it end.',
  })
  @ApiNoContentResponse({ description: 'The auth method is gone.' })
  delete(
    @CurrentPrincipal() caller: Principal,
    @Param('name') name: string,
    @IfMatch() expected: ExpectedRevision,
  ): Promise<void> {
    return this.methods.deleteAuthMethod(caller, name, expected);
  }
}
