import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';

export class SearchToolsQuery {
  @ApiProperty({
    description: 'What is wanted, in plain words; the first 60 count.',
    example: 'Will it rain tomorrow in Oslo?',
  })
  @IsString()
  @MaxLength(16_384)
  q!: string;

  @ApiPropertyOptional({ description: 'Most hits to return.', minimum: 1, maximum: 100, default: 10, example: 10 })
  @Type(() => Number)
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 10;

  @ApiPropertyOptional({ description: 'Only tools with this tag.', example: 'weather' })
  @IsOptional()
  @IsString()
  @MaxLength(63)
  tag?: string;

  @ApiPropertyOptional({ description: 'Only tools of this type.', example: 'http' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  type?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only tools of this agent.',
    example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b12',
  })
  @IsOptional()
  @IsUUID()
  owner?: string;
}
