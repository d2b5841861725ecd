import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FormBody } from '../../common/http/form-body.decorator.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { Public } from '../guard/access.decorators.js';
import type { GuardedRequest } from '../guard/guarded-request.js';
import { IntrospectionForm } from './dto/introspection.form.js';
import { IntrospectionResponse } from './dto/introspection.response.js';
import { OAuthTokenResponse } from './dto/oauth-token.response.js';
import { TokenQueryForm } from './dto/token-query.form.js';
import { TokenForm } from './dto/token.form.js';
import { Introspection } from './introspection.js';
import { Sender } from './sender.decorator.js';
import { TokenEndpoint } from './token-endpoint.js';
import { TokenRevocation } from './token-revocation.js';

/** Errors are told as RFC 6749 §5.2 says. §5.1 wants `no-store`, which every reply has that does not say otherwise. */
@ApiTags('OAuth')
@Controller('oauth')
export class OAuthController {
  constructor(
    private readonly tokens: TokenEndpoint,
    private readonly introspection: Introspection,
    private readonly revocation: TokenRevocation,
  ) {}

  @Post('token')
  @LimitClass('token')
  @HttpCode(200)
  @Public()
  @FormBody({ repeatable: ['resource', 'audience'] })
  @ApiBasicAuth('client')
  @ApiOperation({
    operationId: 'issueToken',
    summary: 'Get an access token as an OAuth client',
    description:
      'For the agent of the client (`client_credentials`, RFC 6749) or, by exchanging one of its tokens, for another ' +
      'agent (RFC 8693). The client proves itself by HTTP Basic, or in the body by `client_secret` or ' +
      '`client_assertion`. With a `DPoP` proof the token is bound to its key (RFC 9449).',
  })
  @ApiOkResponse({ type: OAuthTokenResponse, description: 'The token.' })
  issueToken(@Body() form: TokenForm, @Sender() request: GuardedRequest): Promise<OAuthTokenResponse> {
    return this.tokens.issue(form, request.headers.authorization, request.provenKey);
  }

  @Post('introspect')
  @LimitClass('token')
  @HttpCode(200)
  @Public()
  @FormBody()
  @ApiBasicAuth('client')
  @ApiBearerAuth('bearer')
  @ApiOperation({
    operationId: 'introspectToken',
    summary: 'Ask whether a token is good',
    description:
      'RFC 7662, for clients and for bearers with the permission `token:introspect`. Without it a client learns of ' +
      'access tokens that its own agent has part in. Of vended credentials those learn who hold `credential:validate`, ' +
      'narrowed or not to the tool; no use is taken. All else, refresh tokens too, is told as not active.',
  })
  @ApiOkResponse({ type: IntrospectionResponse, description: 'What there is to know of the token.' })
  introspectToken(@Body() form: IntrospectionForm, @Sender() request: GuardedRequest): Promise<IntrospectionResponse> {
    return this.introspection.introspect(form, request);
  }

  @Post('revoke')
  @LimitClass('token')
  @HttpCode(200)
  @Public()
  @FormBody()
  @ApiBasicAuth('client')
  @ApiBearerAuth('bearer')
  @ApiOperation({
    operationId: 'revokeToken',
    summary: 'Revoke a token of your own',
    description:
      'RFC 7009: ends an access token with all that were exchanged for it, or a refresh token with its session. The ' +
      'answer is empty, also for a token that is unknown or has ended.',
  })
  @ApiOkResponse({ description: 'The token is worth nothing, whatever it was.' })
  revokeToken(@Body() form: TokenQueryForm, @Sender() request: GuardedRequest): Promise<void> {
    return this.revocation.revoke(form, request);
  }
}
