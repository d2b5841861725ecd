import { ApiProperty } from '@nestjs/swagger';
import { IsSecretValue } from './secret-value.validator.js';

export class PutOwnSecretRequest {
  @ApiProperty({
    format: 'password',
    writeOnly: true,
    description: 'Your value, in printable ASCII; `user:password` where the slot is placed as `basic`.',
    example: 'mail_token_7c115f2d8f5c',
    minLength: 8,
    maxLength: 8192,
  })
  @IsSecretValue()
  value!: string;
}
