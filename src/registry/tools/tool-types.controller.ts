import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../auth/index.js';
import { ToolTypeListResponse } from './dto/tool-type.response.js';
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
    description: 'The kinds of tools: those installed, and those that tools name but nobody has installed.',
  })
  @ApiOkResponse({ type: ToolTypeListResponse, description: 'All tool types.' })
  list(): Promise<ToolTypeListResponse> {
    return this.types.list();
  }
}
