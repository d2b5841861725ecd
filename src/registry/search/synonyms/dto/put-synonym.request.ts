import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsNumber, IsString, Max, MaxLength, Min } from 'class-validator';
import { IfGiven } from '../../../../common/http/if-given.decorator.js';
import { AreSearchable } from '../searchable.decorator.js';

const MOST_SYNONYMS = 20;

export class PutSynonymRequest {
  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: MOST_SYNONYMS,
    description: 'What is searched for, too, where a question has the term: words, and phrases of up to four words.',
    example: ['kubernetes', 'container cluster'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_SYNONYMS)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  @AreSearchable()
  synonyms!: string[];

  @ApiPropertyOptional({
    type: 'number',
    minimum: 0.3,
    maximum: 0.5,
    default: 0.4,
    description: 'How much they count, where what was asked counts 1.',
    example: 0.4,
  })
  @IfGiven()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0.3)
  @Max(0.5)
  weight?: number;
}
