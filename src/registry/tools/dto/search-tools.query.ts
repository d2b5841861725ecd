import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ToolFilterQuery } from './tool-filter.query.js';

export class SearchToolsQuery extends ToolFilterQuery {
  @ApiProperty({
    description: 'What is wanted, in plain words; the first 60 words count.',
    example: 'Will it rain tomorrow in Oslo?',
  })
  @IsString()
  @MaxLength(16_384)
  q!: string;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Most hits to return.',
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
}
