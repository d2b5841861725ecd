import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PubliclyCached } from '../../common/http/publicly-cached.decorator.js';
import { Public } from '../guard/access.decorators.js';
import { JwksResponse } from './dto/jwks.response.js';
import { PUBLISHED_KEYS_LIVE_SECONDS } from './published-key.js';
import { SigningKeys } from './signing-keys.js';

@ApiTags('Authentication')
@Controller('.well-known/jwks.json')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  @Get()
  @Public()
  @PubliclyCached(PUBLISHED_KEYS_LIVE_SECONDS)
  @ApiOperation({
    operationId: 'getSigningKeys',
    summary: 'Get the public keys of access tokens',
    description: 'A JWK Set (RFC 7517), by which others verify access tokens of this registry.',
  })
  @ApiOkResponse({ type: JwksResponse, description: 'The keys.' })
  async getKeys(): Promise<JwksResponse> {
    return { keys: await this.keys.published() };
  }
}
