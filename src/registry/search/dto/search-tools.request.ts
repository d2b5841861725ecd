import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import { ROLES, type Turn } from '../questions/conversation.js';
import { SearchOptions } from './search-options.js';
import { LONGEST_QUESTION } from './search-tools.query.js';

const MOST_MESSAGES = 200;
const MOST_STEPS = 10;

export class MessageRequest implements Turn {
  @ApiProperty({ enum: ROLES, description: 'Who speaks.', example: 'user' })
  @IsIn(ROLES)
  role!: Turn['role'];

  @ApiProperty({ description: 'What is said.', example: 'Will it rain tomorrow in Oslo?' })
  @IsString()
  @MaxLength(LONGEST_QUESTION)
  content!: string;
}

/** One of `q`, `messages` and `plan`. */
export class SearchToolsRequest extends SearchOptions {
  @ApiPropertyOptional({
    description: 'What is wanted, in plain words; the first 60 words count.',
    example: 'Will it rain tomorrow in Oslo?',
  })
  @IfGiven()
  @IsString()
  @MaxLength(LONGEST_QUESTION)
  q?: string;

  @ApiPropertyOptional({
    type: [MessageRequest],
    maxItems: MOST_MESSAGES,
    description: 'A conversation. What the user said last counts most, what was said before a little.',
  })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_MESSAGES)
  @IsNested(() => MessageRequest, { each: true })
  messages?: MessageRequest[];

  @ApiPropertyOptional({
    type: [String],
    maxItems: MOST_STEPS,
    description: 'What is to be done, step by step: the best tools of each.',
  })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_STEPS)
  @IsString({ each: true })
  @MaxLength(2_000, { each: true })
  plan?: string[];
}
