import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, Max, Min } from 'class-validator';
import { IsNested } from '../../common/http/is-nested.decorator.js';
import { IsTimeZone } from './time-zone.decorator.js';
import { TimeWindow } from './time-window.js';

export class TimeBasedSettings {
  @ApiProperty({ description: 'IANA time zone in which days and hours are meant.', example: 'Europe/Berlin' })
  @IsTimeZone()
  zone!: string;

  @ApiProperty({
    description: 'Days on which windows open: 1 is Monday, 7 is Sunday (ISO 8601).',
    type: [Number],
    minimum: 1,
    maximum: 7,
    minItems: 1,
    maxItems: 7,
    uniqueItems: true,
    example: [1, 2, 3, 4, 5],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays!: number[];

  @ApiProperty({ description: 'Hours of the day.', type: [TimeWindow], minItems: 1, maxItems: 20 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsNested(() => TimeWindow, { each: true })
  windows!: TimeWindow[];
}
