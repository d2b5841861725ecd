import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Page, PageInfo } from '../../../common/http/page.js';
import { ToolFacetsResponse } from '../../tools/dto/tool-facets.response.js';
import { ToolHitResponse } from './tool-hit.response.js';

export class CorrectionResponse {
  @ApiProperty({ description: 'A word that no tool has.', example: 'forcast' })
  word!: string;

  @ApiProperty({ description: 'The stem that was looked for, too.', example: 'forecast' })
  term!: string;
}

export class StepResponse {
  @ApiProperty({ description: 'The step, from 0.', example: 0 })
  step!: number;

  @ApiProperty({ description: 'How much of it its best tool covers.', example: 0.7 })
  confidence!: number;
}

export class ToolSearchResponse implements Page<ToolHitResponse> {
  @ApiProperty({ type: [ToolHitResponse], description: 'The best hits, the best first; of a plan, step by step.' })
  data!: ToolHitResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;

  @ApiProperty({
    description:
      'How much of what was asked the best tool covers, 0 to 1. Below 0.1 it hardly fits. Of a plan: of its worst step.',
    example: 0.7,
  })
  confidence!: number;

  @ApiProperty({ type: [CorrectionResponse], description: 'What was taken for misspelt.' })
  corrections!: CorrectionResponse[];

  @ApiPropertyOptional({ type: [StepResponse], description: 'Of a plan.' })
  steps?: StepResponse[];

  @ApiPropertyOptional({ type: ToolFacetsResponse, description: 'Where `facets` asks for them.' })
  facets?: ToolFacetsResponse;
}
