import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { SearchOptions } from './search-options.js';

export const LONGEST_QUESTION = 16_384;

export class SearchToolsQuery extends SearchOptions {
  @ApiProperty({
    description: 'What is wanted, in plain words; the first 60 words count.',
    example: 'Will it rain tomorrow in Oslo?',
  })
  @IsString()
  @MaxLength(LONGEST_QUESTION)
  q!: string;
}
