import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsNewPassword } from './is-new-password.decorator.js';

export class RedeemPasswordResetRequest {
  @ApiProperty({
    format: 'password',
    writeOnly: true,
    maxLength: 128,
    description: 'The token, as it was shown when it was made.',
    example: 'trp_7KpWd2...',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  resetToken!: string;

  @IsNewPassword()
  newPassword!: string;
}
