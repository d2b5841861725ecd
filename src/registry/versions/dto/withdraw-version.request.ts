import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

export class WithdrawVersionRequest {
  @ApiProperty({
    description: 'Why nobody is to use it any more; kept in the audit and shown.',
    example: 'Answers for the wrong city.',
    maxLength: 500,
  })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason!: string;
}
