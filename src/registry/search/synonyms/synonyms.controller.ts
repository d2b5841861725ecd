import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../../auth/index.js';
import { PageQuery } from '../../../common/http/page.js';
import { PutSynonymRequest } from './dto/put-synonym.request.js';
import { SynonymPage, SynonymResponse } from './dto/synonym.response.js';
import { SynonymLists } from './synonym-lists.js';
import { SynonymsService } from './synonyms.service.js';
import { ApiTerm, TermParam } from './term-param.js';

/** Nothing here takes `If-Match`: whoever puts the synonyms of a term says all there is to say of them. */
@ApiTags('Tools')
@Controller('api/v1/search/synonyms')
export class SynonymsController {
  constructor(
    private readonly synonyms: SynonymsService,
    private readonly lists: SynonymLists,
  ) {}

  @Get()
  @RequirePermission('synonym:manage')
  @ApiOperation({ operationId: 'listSynonyms', summary: 'List synonyms', description: 'By term.' })
  @ApiOkResponse({ type: SynonymPage, description: 'A page of synonyms.' })
  list(@Query() query: PageQuery): Promise<SynonymPage> {
    return this.lists.listSynonyms(query);
  }

  @Put(':term')
  @RequirePermission('synonym:manage')
  @ApiTerm()
  @ApiOperation({
    operationId: 'putSynonym',
    summary: 'Set the synonyms of a term',
    description:
      'Questions that have all words of the term are searched for its synonyms, too; not the other way round.',
  })
  @ApiOkResponse({ type: SynonymResponse, description: 'The synonyms as they are now.' })
  put(@TermParam() term: string, @Body() request: PutSynonymRequest): Promise<SynonymResponse> {
    return this.synonyms.putSynonym(term, request);
  }

  @Delete(':term')
  @HttpCode(204)
  @RequirePermission('synonym:manage')
  @ApiTerm()
  @ApiOperation({
    operationId: 'deleteSynonym',
    summary: 'Delete the synonyms of a term',
    description: 'From now on the term stands for itself alone.',
  })
  @ApiNoContentResponse({ description: 'They are gone.' })
  delete(@TermParam() term: string): Promise<void> {
    return this.synonyms.deleteSynonym(term);
  }
}
