import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Query parameters that every list takes. Filters are added by extending it. */
export class PageQuery {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Most entries to return.',
    minimum: 1,
    maximum: 100,
    default: 20,
    example: 20,
  })
  @Type(() => Number)
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;

  @ApiPropertyOptional({ description: 'The `nextCursor` of the page before. It carries the filter of that list.' })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  cursor?: string;
}

export class PageInfo {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Send it as `cursor` for the next page; null on the last.',
    example: null,
  })
  nextCursor!: string | null;

  @ApiProperty({ description: 'Whether there is a next page.', example: false })
  hasMore!: boolean;
}

/** What every list answers. Its `Link` header is made from `page`. */
export interface Page<T> {
  data: T[];
  page: PageInfo;
}
