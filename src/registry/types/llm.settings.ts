import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsNumber, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';

/** Which model is asked, and how. */
export class LlmSettings {
  @ApiProperty({ description: 'The model, by the name its provider gives it.', example: 'gpt-5-mini' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  model!: string;

  @ApiProperty({
    required: false,
    description: 'What the model is told before everything else.',
    example: 'You summarise in one sentence.',
  })
  @IfGiven()
  @IsString()
  @MaxLength(16_000)
  systemPrompt?: string;

  @ApiProperty({ required: false, description: 'How varied the answers are.', minimum: 0, maximum: 2, example: 0.2 })
  @IfGiven()
  @IsNumber()
  @Min(0)
  @Max(2)
  temperature?: number;

  @ApiProperty({
    required: false,
    description: 'Most tokens of an answer.',
    minimum: 1,
    maximum: 100_000,
    default: 1024,
    example: 1024,
  })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(100_000)
  maxTokens?: number;

  @ApiProperty({
    required: false,
    description: 'The secret slot that holds the API key. A secret placed on the request itself needs none.',
    default: 'apiKey',
    example: 'apiKey',
  })
  @IfGiven()
  @Matches(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/)
  secretSlot?: string;
}
