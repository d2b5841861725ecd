import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsUUID, Min } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { UpdateToolRequest } from '../../tools/dto/update-tool.request.js';

const ID = {
  format: 'uuid',
  description: 'Which tool.',
  example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b11',
} as const;
const REVISION = {
  type: Number,
  description: 'The revision that it is expected to be at, as `If-Match` says it elsewhere. Absent: whichever.',
  example: 3,
} as const;

export class BulkUpdateItem extends UpdateToolRequest {
  @ApiProperty(ID)
  @IsUUID()
  id!: string;

  @ApiPropertyOptional(REVISION)
  @IfGiven()
  @IsInt()
  @Min(1)
  revision?: number;
}

export class BulkDeleteItem {
  @ApiProperty(ID)
  @IsUUID()
  id!: string;

  @ApiPropertyOptional(REVISION)
  @IfGiven()
  @IsInt()
  @Min(1)
  revision?: number;
}
