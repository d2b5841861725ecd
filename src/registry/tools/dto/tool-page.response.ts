import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { type Page, PageInfo } from '../../../common/http/page.js';
import { ToolFacetsResponse } from './tool-facets.response.js';
import { ToolSummaryResponse } from './tool-summary.response.js';

/** A tool in a list: all of its summary, or the members that `fields` names. */
export class ListedToolResponse extends PartialType(ToolSummaryResponse) {}

export class ToolPage implements Page<ListedToolResponse> {
  @ApiProperty({ type: [ListedToolResponse], description: 'The tools of this page.' })
  data!: ListedToolResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;

  @ApiPropertyOptional({ type: ToolFacetsResponse, description: 'Where `facets` asks for them.' })
  facets?: ToolFacetsResponse;
}
