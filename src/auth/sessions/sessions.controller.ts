import { Body, Controller, Delete, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Page, PageQuery } from '../../common/http/page.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { ProvenKey } from '../dpop/proven-key.decorator.js';
import { CurrentPrincipal, Public, RequirePermission } from '../guard/access.decorators.js';
import { TokenResponse, toTokenResponse } from '../login/dto/token.response.js';
import type { Principal } from '../principal.js';
import { RefreshRequest } from './dto/refresh.request.js';
import { SessionPage, SessionResponse } from './dto/session.response.js';
import { SessionAdministration } from './session-administration.js';
import { SessionRefresh } from './session-refresh.js';
import { Sessions } from './sessions.js';

@ApiTags('Authentication')
@Controller('api/v1')
export class SessionsController {
  constructor(
    private readonly refreshing: SessionRefresh,
    private readonly sessions: Sessions,
    private readonly administration: SessionAdministration,
  ) {}

  @Post('auth/refresh')
  @LimitClass('login')
  @HttpCode(200)
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'refreshAccessToken',
    summary: 'Carry a login on',
    description:
      'Exchanges the refresh token of the last reply for the next one and an access token. A refresh token that is ' +
      'presented twice ends its session. A session that was started with a DPoP proof needs one of the same key.',
  })
  @ApiOkResponse({ type: TokenResponse, description: 'An access token, and the next refresh token.' })
  async refresh(
    @Body() { refreshToken }: RefreshRequest,
    @ProvenKey() provenKey: string | undefined,
  ): Promise<TokenResponse> {
    return toTokenResponse(await this.refreshing.refresh(refreshToken, provenKey));
  }

  @Post('auth/logout')
  @HttpCode(204)
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'logOut',
    summary: 'Log out',
    description: 'Ends the access token that is presented, its session and every other access token of that session.',
  })
  @ApiNoContentResponse({ description: 'They have ended, on every instance.' })
  logOut(@CurrentPrincipal() caller: Principal): Promise<void> {
    return this.sessions.logOut(caller);
  }

  @Get('agents/:agentId/sessions')
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'listSessions',
    summary: 'List sessions',
    description: 'Your own logins that refresh tokens can carry on, or with agent:manage those of another agent.',
  })
  @ApiOkResponse({ type: SessionPage, description: 'A page of sessions, without their tokens.' })
  list(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @Query() query: PageQuery,
  ): Promise<Page<SessionResponse>> {
    return this.administration.listSessions(caller, agentId, query);
  }

  @Delete('agents/:agentId/sessions/:id')
  @HttpCode(204)
  @RequirePermission('self:read')
  @ApiOperation({
    operationId: 'endSession',
    summary: 'End a session',
    description: 'Its refresh token and the access tokens that rest on it open nothing any more, on every instance.',
  })
  @ApiNoContentResponse({ description: 'The session has ended.' })
  end(
    @CurrentPrincipal() caller: Principal,
    @UuidParam('agentId') agentId: string,
    @UuidParam('id') id: string,
  ): Promise<void> {
    return this.administration.endSession(caller, agentId, id);
  }
}
