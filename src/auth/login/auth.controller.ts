import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { AuthService } from '../auth.service.js';
import { ProvenKey } from '../dpop/proven-key.decorator.js';
import { CurrentPrincipal, Public, RequirePermission } from '../guard/access.decorators.js';
import type { Principal } from '../principal.js';
import { MeResponse } from './dto/me.response.js';
import { TokenRequest } from './dto/token.request.js';
import { TokenResponse, toTokenResponse } from './dto/token.response.js';

@ApiTags('Authentication')
@Controller('api/v1/auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('token')
  @LimitClass('login')
  @HttpCode(200)
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'createAccessToken',
    summary: 'Log in',
    description:
      'Exchanges proof of who you are for a short-lived access token, and where you ask for one a refresh token. ' +
      'Every refusal reads the same. With a DPoP proof what you get is bound to your key.',
  })
  @ApiOkResponse({ type: TokenResponse, description: 'An access token.' })
  async createToken(
    @Body() { method, credentials, ...wishes }: TokenRequest,
    @ProvenKey() provenKey: string | undefined,
  ): Promise<TokenResponse> {
    return toTokenResponse(await this.auth.authenticateAgent(method, credentials, { ...wishes, provenKey }));
  }

  @Get('me')
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'getCurrentAgent',
    summary: 'Show who I am',
    description: 'The agent behind the bearer token, and what it may do with it.',
  })
  @ApiOkResponse({ type: MeResponse, description: 'The caller.' })
  me(@CurrentPrincipal() { agentName: name, agentType: type, permissions, ...rest }: Principal): MeResponse {
    const { agentId, roles, method } = rest;
    return { agentId, name, type, roles, permissions: permissions.toArray(), method };
  }
}
