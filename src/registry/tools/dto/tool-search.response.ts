import { ApiProperty } from '@nestjs/swagger';
import { ToolSummaryResponse } from './tool-summary.response.js';

export class ToolHitResponse extends ToolSummaryResponse {
  @ApiProperty({ description: 'How well the tool fits. Comparable within one answer only.', example: 7.31 })
  score!: number;
}

export class ToolSearchResponse {
  @ApiProperty({ type: [ToolHitResponse], description: 'The best hits, the best first.' })
  data!: ToolHitResponse[];
}
