import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PubliclyCached } from '../../common/http/publicly-cached.decorator.js';
import { Public } from '../guard/access.decorators.js';
import { AuthorizationServerMetadata } from './dto/authorization-server.response.js';
import { ProtectedResourceMetadata } from './dto/protected-resource.response.js';
import { OAuthMetadata } from './oauth-metadata.js';

const FRESH_SECONDS = 300;

@ApiTags('OAuth')
@Controller('.well-known')
export class WellKnownController {
  constructor(private readonly metadata: OAuthMetadata) {}

  @Get('oauth-authorization-server')
  @Public()
  @PubliclyCached(FRESH_SECONDS)
  @ApiOperation({
    operationId: 'getAuthorizationServerMetadata',
    summary: 'Show what the authorization server can do',
    description: 'Endpoints, grants and client authentications (RFC 8414). OAuth clients configure themselves by it.',
  })
  @ApiOkResponse({ type: AuthorizationServerMetadata, description: 'The metadata.' })
  authorizationServer(): AuthorizationServerMetadata {
    return this.metadata.authorizationServer();
  }

  @Get('oauth-authorization-server/*')
  @Public()
  @PubliclyCached(FRESH_SECONDS)
  @ApiExcludeEndpoint()
  authorizationServerBelow(@Param('*') path: string): AuthorizationServerMetadata {
    return this.metadata.authorizationServer(path);
  }

  @Get('oauth-protected-resource')
  @Public()
  @PubliclyCached(FRESH_SECONDS)
  @ApiOperation({
    operationId: 'getProtectedResourceMetadata',
    summary: 'Show where tokens for this registry come from',
    description: 'What a caller that was answered 401 needs to get a token (RFC 9728).',
  })
  @ApiOkResponse({ type: ProtectedResourceMetadata, description: 'The metadata.' })
  protectedResource(): ProtectedResourceMetadata {
    return this.metadata.protectedResource();
  }

  @Get('oauth-protected-resource/*')
  @Public()
  @PubliclyCached(FRESH_SECONDS)
  @ApiExcludeEndpoint()
  protectedResourceBelow(@Param('*') path: string): ProtectedResourceMetadata {
    return this.metadata.protectedResource(path);
  }
}
