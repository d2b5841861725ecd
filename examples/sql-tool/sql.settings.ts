import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

export class SqlSettings {
  @ApiProperty({ description: 'Slot of the secret that holds the connection URL.', example: 'database' })
  @Matches(/^[a-z][a-z0-9_-]{0,63}$/)
  databaseSlot!: string;

  @ApiProperty({
    description: 'One SELECT; `$1`, `$2` stand for parameters.',
    example: 'SELECT * FROM item WHERE sku = $1',
  })
  @IsString()
  @Matches(/^\s*(select|with)\s/i, { message: 'query must be a SELECT' })
  @MaxLength(10_000)
  query!: string;

  @ApiProperty({ type: [String], description: 'Members of the input, in the order of `$1`, `$2`.', example: ['sku'] })
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  parameters!: string[];

  @ApiProperty({ minimum: 1, maximum: 1000, description: 'Most rows to return.', example: 100 })
  @IsInt()
  @Min(1)
  @Max(1000)
  maxRows!: number;

  @ApiProperty({
    minimum: 1,
    maximum: 60_000,
    description: 'Milliseconds after which the query is ended.',
    example: 5000,
  })
  @IsInt()
  @Min(1)
  @Max(60_000)
  timeoutMs!: number;
}
