import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { ShowsKinds } from '../../common/extensions/shows-kinds.decorator.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { TOOL_TYPE } from '../tool-type.js';
import { NewToolRequest } from '../tools/dto/new-tool.request.js';
import { toolOfType } from '../tools/dto/tool-of-type.example.js';
import { FindingsResponse } from './dto/findings.response.js';
import { ToolReview } from './tool-review.js';

@ApiTags('Tools')
@Controller('api/v1/tools')
export class FindingsController {
  constructor(private readonly review: ToolReview) {}

  @Post('check')
  @HttpCode(200)
  @ShowsKinds(TOOL_TYPE, toolOfType)
  @RequirePermission('tool:create')
  @ApiOperation({
    operationId: 'checkTool',
    summary: 'Check a tool before it is registered',
    description: 'Says what the checks find in it, and registers nothing.',
  })
  @ApiOkResponse({ type: FindingsResponse, description: 'What was found.' })
  check(@Body() request: NewToolRequest): Promise<FindingsResponse> {
    return this.review.reviewRequest(request);
  }

  @Get(':id/findings')
  @RequirePermission('tool:read', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'getToolFindings',
    summary: 'Check a registered tool again',
    description: 'What the checks of now find in the tool as it is. 404 and 403 as of the tool itself.',
  })
  @ApiOkResponse({ type: FindingsResponse, description: 'What was found.' })
  findings(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<FindingsResponse> {
    return this.review.reviewTool(principal, id);
  }
}
