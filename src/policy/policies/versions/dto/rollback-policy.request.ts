import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';

export class RollbackPolicyRequest {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 2_147_483_647,
    description: 'The revision whose state is to be that of the policy again.',
    example: 1,
  })
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  revision!: number;
}
