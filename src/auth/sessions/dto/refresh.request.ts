import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

export class RefreshRequest {
  @ApiProperty({
    description: 'The refresh token of the last reply. It serves once.',
    format: 'password',
    writeOnly: true,
    maxLength: 128,
    example: 'trr_4QmHb0…',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  refreshToken!: string;
}
