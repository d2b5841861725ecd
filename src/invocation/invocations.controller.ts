import { Body, Controller, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../auth/index.js';
import { Idempotent } from '../common/http/idempotent.decorator.js';
import { UuidParam } from '../common/http/uuid-param.js';
import { VersionQuery } from '../registry/index.js';
import { InvocationResponse } from './dto/invocation.response.js';
import { InvokeRequest } from './dto/invoke.request.js';
import { InvocationService } from './invocation.service.js';

@ApiTags('Invocations')
@Controller('api/v1/tools/:id/invocations')
export class InvocationsController {
  constructor(private readonly invocations: InvocationService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('tool:invoke', { narrowedBy: 'id', of: 'tool' })
  @Idempotent()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'invokeTool',
    summary: 'Execute a tool',
    description:
      'Executes the tool once, as far as policies permit `invoke`, with the secrets that its own API wants. A tool with ' +
      '`authRequired` takes only a credential vended for it as bearer. A tool that was reached and said no is a 200 with ' +
      'outcome `failure`; one that gave no answer is a 503.',
  })
  @ApiOkResponse({ type: InvocationResponse, description: 'What the tool answered.' })
  async invoke(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Body() { input }: InvokeRequest,
    @Query() { version }: VersionQuery,
  ): Promise<InvocationResponse> {
    return InvocationResponse.of(await this.invocations.invokeTool(principal, id, input, version));
  }
}
