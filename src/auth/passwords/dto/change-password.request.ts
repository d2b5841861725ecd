import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsNewPassword } from './is-new-password.decorator.js';

export class ChangePasswordRequest {
  @ApiProperty({
    format: 'password',
    writeOnly: true,
    maxLength: 256,
    description: 'The password as it is.',
    example: 'correct-horse-battery',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(256)
  currentPassword!: string;

  @IsNewPassword()
  newPassword!: string;
}
