import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class RejectAccessRequest {
  @ApiProperty({
    description: 'Why not, for the agent and for the audit.',
    minLength: 1,
    maxLength: 2000,
    example: 'The order was refunded already.',
  })
  @IsString()
  @Length(1, 2000)
  note!: string;
}
