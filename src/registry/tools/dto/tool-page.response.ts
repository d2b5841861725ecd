import { ApiProperty } from '@nestjs/swagger';
import { type Page, PageInfo } from '../../../common/http/page.js';
import { ToolSummaryResponse } from './tool-summary.response.js';

export class ToolPage implements Page<ToolSummaryResponse> {
  @ApiProperty({ type: [ToolSummaryResponse], description: 'The tools of this page.' })
  data!: ToolSummaryResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;
}
