import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export class WrappingTokenRequest {
  @ApiProperty({
    format: 'password',
    description: 'The wrapping token.',
    example: 'trw_3xampl3000000000000000000000000000000000000000000',
    maxLength: 200,
  })
  @IsString()
  @MaxLength(200)
  token!: string;
}
