import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsDate, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IsPermission } from '../../is-permission.decorator.js';
import type { Permission } from '../../permissions.js';

export class CreateApiKeyRequest {
  @ApiProperty({ description: 'What it is for, for people.', maxLength: 100, example: 'nightly report' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name!: string;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    description: 'Narrows the key to these permissions. Absent or null: whatever the agent may do; empty: nothing.',
    example: ['self:read', 'tool:read'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsPermission({ each: true })
  permissions?: Permission[] | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it ends. Absent or null: when it is revoked.',
    example: '2027-01-01T00:00:00.000Z',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? new Date(value) : value))
  @IsDate()
  expiresAt?: Date | null;
}
