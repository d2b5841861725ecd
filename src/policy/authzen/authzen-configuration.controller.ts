import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Issuer, Public } from '../../auth/index.js';
import { PubliclyCached } from '../../common/http/publicly-cached.decorator.js';
import { configurationOf } from './authzen-configuration.js';
import { AuthzenConfiguration } from './dto/authzen-configuration.response.js';

const FRESH_SECONDS = 300;

@ApiTags('AuthZEN')
@Controller('.well-known/authzen-configuration')
export class AuthzenConfigurationController {
  constructor(private readonly issuer: Issuer) {}

  @Get()
  @Public()
  @PubliclyCached(FRESH_SECONDS)
  @ApiOperation({
    operationId: 'getAuthzenConfiguration',
    summary: 'Show where decisions are asked for',
    description: 'The metadata of the policy decision point (OpenID AuthZEN Authorization API 1.0).',
  })
  @ApiOkResponse({ type: AuthzenConfiguration, description: 'The metadata.' })
  configuration(): AuthzenConfiguration {
    return configurationOf(this.issuer.urlAt());
  }

  @Get('*')
  @Public()
  @PubliclyCached(FRESH_SECONDS)
  @ApiExcludeEndpoint()
  configurationBelow(@Param('*') path: string): AuthzenConfiguration {
    return configurationOf(this.issuer.urlAt(path));
  }
}
