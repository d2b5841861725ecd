import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { LargeBody } from '../../common/http/large-body.decorator.js';
import { NewToolRequest } from '../tools/dto/new-tool.request.js';
import { BulkChanges } from './bulk-changes.js';
import { BulkRegistration } from './bulk-registration.js';
import { BULK_CREATE_EXAMPLES } from './dto/bulk.examples.js';
import { BulkCreateRequest } from './dto/bulk-create.request.js';
import { BulkDeleteItem, BulkUpdateItem } from './dto/bulk-item.request.js';
import { BulkDeleteRequest } from './dto/bulk-delete.request.js';
import { BulkResultResponse } from './dto/bulk-result.response.js';
import { BulkUpdateRequest } from './dto/bulk-update.request.js';

const ITEMS = 'Each item is judged as it would be alone, and has a result of its own, unless `atomic` is set.';

@ApiTags('Tools')
@ApiExtraModels(NewToolRequest, BulkUpdateItem, BulkDeleteItem)
@Controller('api/v1/tools/bulk')
export class BulkController {
  constructor(
    private readonly registration: BulkRegistration,
    private readonly changes: BulkChanges,
  ) {}

  @Post('create')
  @HttpCode(200)
  @Idempotent()
  @LargeBody()
  @RequirePermission('tool:create')
  @ApiOperation({
    operationId: 'createTools',
    summary: 'Register many tools',
    description: `Registers up to 200 tools that the caller owns. ${ITEMS}`,
  })
  @ApiBody({ type: BulkCreateRequest, examples: BULK_CREATE_EXAMPLES })
  @ApiOkResponse({ type: BulkResultResponse, description: 'What became of each.' })
  create(@CurrentPrincipal() principal: Principal, @Body() request: BulkCreateRequest): Promise<BulkResultResponse> {
    return this.registration.register(principal, request);
  }

  @Post('update')
  @HttpCode(200)
  @Idempotent()
  @LargeBody()
  @RequirePermission('tool:manage', { narrowedInService: true })
  @ApiOperation({
    operationId: 'updateTools',
    summary: 'Change many tools',
    description: `Changes up to 200 tools; each needs the policy action \`manage\`. ${ITEMS}`,
  })
  @ApiOkResponse({ type: BulkResultResponse, description: 'What became of each.' })
  update(@CurrentPrincipal() principal: Principal, @Body() request: BulkUpdateRequest): Promise<BulkResultResponse> {
    return this.changes.update(principal, request);
  }

  @Post('delete')
  @HttpCode(200)
  @Idempotent()
  @RequirePermission('tool:manage', { narrowedInService: true })
  @ApiOperation({
    operationId: 'deleteTools',
    summary: 'Delete many tools',
    description: `Deletes up to 200 tools; each needs the policy action \`manage\`. ${ITEMS}`,
  })
  @ApiOkResponse({ type: BulkResultResponse, description: 'What became of each.' })
  delete(@CurrentPrincipal() principal: Principal, @Body() request: BulkDeleteRequest): Promise<BulkResultResponse> {
    return this.changes.delete(principal, request);
  }
}
