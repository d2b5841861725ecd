import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { SEARCH_EXAMPLES } from './dto/search-tools.examples.js';
import { SearchToolsQuery } from './dto/search-tools.query.js';
import { SearchToolsRequest } from './dto/search-tools.request.js';
import { ToolSearchResponse } from './dto/tool-search.response.js';
import { SearchService } from './search.service.js';

@ApiTags('Tools')
@Controller('api/v1/tools/search')
export class SearchController {
  constructor(private readonly service: SearchService) {}

  @Get()
  @RequirePermission('tool:read', { narrowedInService: true })
  @ApiOperation({
    operationId: 'searchTools',
    summary: 'Search tools in plain words',
    description: 'Ranks the tools that the caller may discover by how well they fit a question.',
  })
  @ApiOkResponse({ type: ToolSearchResponse, description: 'The best hits.' })
  search(@CurrentPrincipal() principal: Principal, @Query() query: SearchToolsQuery): Promise<ToolSearchResponse> {
    return this.service.searchTools(principal, query);
  }

  @Post()
  @HttpCode(200)
  @RequirePermission('tool:read', { narrowedInService: true })
  @ApiOperation({
    operationId: 'searchToolsFor',
    summary: 'Search tools for a conversation or a plan',
    description:
      'Ranks the tools that the caller may discover by how well they fit a question, the last words of a conversation, or ' +
      'each step of a plan.',
  })
  @ApiBody({ type: SearchToolsRequest, examples: SEARCH_EXAMPLES })
  @ApiOkResponse({ type: ToolSearchResponse, description: 'The best hits.' })
  searchFor(
    @CurrentPrincipal() principal: Principal,
    @Body() request: SearchToolsRequest,
  ): Promise<ToolSearchResponse> {
    return this.service.searchTools(principal, request);
  }
}
