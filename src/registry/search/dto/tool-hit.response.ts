import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ToolSummaryResponse } from '../../tools/dto/tool-summary.response.js';
import type { Fragment, Span } from '../answers/highlights.js';
import type { Reason } from '../answers/why.js';
import type { Origin } from '../questions/expanded-question.js';

export class ReasonResponse implements Reason {
  @ApiProperty({ description: 'The word of the question.', example: 'forcast' })
  word!: string;

  @ApiProperty({ description: 'What the tool has of it, as a stem.', example: 'forecast' })
  term!: string;

  @ApiProperty({
    enum: ['asked', 'synonym', 'repair'],
    description: 'Whether that is the word itself, a synonym, or what was most likely meant.',
    example: 'repair',
  })
  origin!: Origin;

  @ApiProperty({ type: [String], description: 'Where the tool has it.', example: ['name', 'description'] })
  fields!: readonly string[];
}

export class SpanResponse implements Span {
  @ApiProperty({ description: 'Where it begins in `text`, in UTF-16 code units.', example: 4 })
  start!: number;

  @ApiProperty({ description: 'Where it ends: the first unit after it.', example: 11 })
  end!: number;
}

export class HighlightResponse implements Fragment {
  @ApiProperty({ enum: ['name', 'title', 'description', 'tags'], description: 'Where it is from.', example: 'title' })
  field!: string;

  @ApiProperty({ description: 'A piece of it as it is, nothing escaped.', example: 'The weather of the coming days' })
  text!: string;

  @ApiProperty({ type: [SpanResponse], description: 'The words in it that fit.' })
  spans!: readonly SpanResponse[];
}

export class ToolHitResponse extends ToolSummaryResponse {
  @ApiProperty({ description: 'How well the tool fits. Comparable within one answer only.', example: 0.84 })
  score!: number;

  @ApiPropertyOptional({ description: 'Of a plan: the step that it is for, from 0.', example: 0 })
  step?: number;

  @ApiPropertyOptional({ type: [ReasonResponse], description: 'Where `explain` asks for it: the words that fit.' })
  why?: ReasonResponse[];

  @ApiPropertyOptional({ type: [HighlightResponse], description: 'Where `explain` asks for it: where they stand.' })
  highlights?: HighlightResponse[];
}
