import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

/** What narrows lists of tools and searches alike. */
export class ToolFilterQuery {
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
  ownerId?: string;
}
