import { ApiProperty } from '@nestjs/swagger';
import { type Page, PageInfo } from '../../../common/http/page.js';
import type { ExportedTool } from '../exported-tool.js';
import { ExportedToolResponse } from './exported-tool.response.js';

export class ExportPage implements Page<ExportedTool> {
  @ApiProperty({ type: [ExportedToolResponse], description: 'The tools of this page.' })
  data!: ExportedTool[];

  @ApiProperty({ type: PageInfo, description: 'Where to go on.' })
  page!: PageInfo;
}
