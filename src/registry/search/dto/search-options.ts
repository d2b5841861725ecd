import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { CommaSeparated } from '../../../common/http/repeatable.decorator.js';
import { AsBoolean } from '../../../config/transforms.js';
import { ToolFilterQuery } from '../../tools/dto/tool-filter.query.js';
import { FACETS, type Facet } from '../../tools/tool-facets.js';

/** What every search takes, whatever it asks. */
export class SearchOptions extends ToolFilterQuery {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Most hits to return; of a plan, for each step.',
    minimum: 1,
    maximum: 100,
    default: 10,
    example: 10,
  })
  @Type(() => Number)
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 10;

  @ApiPropertyOptional({ description: 'The `nextCursor` of the page before, with the same question and filters.' })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  cursor?: string;

  @ApiPropertyOptional({ type: 'number', description: 'Only hits that score as much.', minimum: 0, example: 0.2 })
  @Type(() => Number)
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  minScore?: number;

  @ApiPropertyOptional({
    type: String,
    description: 'What to count over the hits of all pages, the best 1,000: some of `tag`, `type`, `owner`, `status`.',
    example: 'tag,type',
  })
  @IsOptional()
  @CommaSeparated()
  @ArrayMaxSize(FACETS.length)
  @IsIn(FACETS, { each: true })
  facets?: Facet[];

  @ApiPropertyOptional({
    description: 'Whether each hit says why it is one, and where the words stand.',
    default: false,
    example: true,
  })
  @AsBoolean()
  @IsOptional()
  @IsBoolean()
  explain?: boolean;

  @ApiPropertyOptional({
    description: 'Whether to answer with nothing rather than with what hardly fits.',
    default: false,
    example: true,
  })
  @AsBoolean()
  @IsOptional()
  @IsBoolean()
  requireFit?: boolean;
}
