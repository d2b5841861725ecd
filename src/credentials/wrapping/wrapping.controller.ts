import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../auth/index.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { VendedCredentialResponse } from '../vending/dto/vended-credential.response.js';
import { WrapInfoResponse, wrapInfoOf } from './dto/wrapped-credential.response.js';
import { WrappingTokenRequest } from './dto/wrapping-token.request.js';
import { WrappingResponse } from './dto/wrapping.response.js';
import { WrappingService } from './wrapping.service.js';

/** Public: the wrapping token is the proof. */
@ApiTags('Credentials')
@Controller('api/v1/wrapping')
export class WrappingController {
  constructor(private readonly wrapping: WrappingService) {}

  @Post('lookup')
  @LimitClass('credential')
  @HttpCode(200)
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'lookUpWrapping',
    summary: 'Look a wrapping token up',
    description: 'What the token would open: answered to which request, when, for how long. The token stays unused.',
  })
  @ApiOkResponse({ type: WrappingResponse, description: 'What it would open.' })
  async lookUp(@Body() { token }: WrappingTokenRequest): Promise<WrappingResponse> {
    return WrappingResponse.of(await this.wrapping.lookUp(token));
  }

  @Post('unwrap')
  @LimitClass('credential')
  @HttpCode(200)
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'unwrap',
    summary: 'Open a wrapped answer',
    description:
      'Shows the answer, once. A token that is presented again was read by two: that goes on record, and ends the ' +
      'credential.',
  })
  @ApiOkResponse({ type: VendedCredentialResponse, description: 'The answer as it would have been given at first.' })
  unwrap(@Body() { token }: WrappingTokenRequest): Promise<object> {
    return this.wrapping.unwrap(token);
  }

  @Post('rewrap')
  @LimitClass('credential')
  @HttpCode(200)
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'rewrap',
    summary: 'Change a wrapping token',
    description:
      'Puts the answer, unread, under another token, with the same end. The token that is presented is used.',
  })
  @ApiOkResponse({ type: WrapInfoResponse, description: 'The wrapping under its new token.' })
  async rewrap(@Body() { token }: WrappingTokenRequest): Promise<WrapInfoResponse> {
    return wrapInfoOf(await this.wrapping.rewrap(token));
  }
}
