import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../auth/index.js';
import { type Page, PageQuery } from '../../common/http/page.js';
import { ToolTypePage, type ToolTypeResponse } from './dto/tool-type.response.js';
import { ToolTypesService } from './tool-types.service.js';

@ApiTags('Tools')
@Controller('api/v1/tool-types')
export class ToolTypesController {
  constructor(private readonly types: ToolTypesService) {}

  @Get()
  @RequirePermission('tool:read')
  @ApiOperation({
    operationId: 'listToolTypes',
    summary: 'List tool types',
    description: 'The installed kinds, and those that are not installed but have tools; by name.',
  })
  @ApiOkResponse({ type: ToolTypePage, description: 'A page of tool types.' })
  list(@Query() query: PageQuery): Promise<Page<ToolTypeResponse>> {
    return this.types.listToolTypes(query);
  }
}
