import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../common/http/if-match.decorator.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { ToolResponse } from '../tools/dto/tool.response.js';
import { TransitionRequest } from './dto/transition.request.js';
import { LifecycleService } from './lifecycle.service.js';

@ApiTags('Tools')
@Controller('api/v1/tools/:id/transitions')
export class LifecycleController {
  constructor(private readonly lifecycle: LifecycleService) {}

  @Post()
  @HttpCode(200)
  @Idempotent()
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'transitionTool',
    summary: 'Take a step in the life of a tool',
    description:
      'Submits, rejects, activates, deprecates, retires, quarantines or releases it; 409 tells which steps are possible. ' +
      'Retiring and quarantining end all credentials for it at once. Needs the policy action `manage`.',
  })
  @ApiOkResponse({ type: ToolResponse, description: 'The tool as it is now.' })
  take(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() request: TransitionRequest,
  ): Promise<ToolResponse> {
    return this.lifecycle.take(principal, id, expected, request);
  }
}
