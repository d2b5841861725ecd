import { ApiProperty } from '@nestjs/swagger';
import { IsObject, Matches, MaxLength } from 'class-validator';

export class TokenRequest {
  @ApiProperty({ description: 'Name of a configured auth method.', maxLength: 64, example: 'password' })
  @Matches(/^[a-z0-9][a-z0-9_-]*$/, { message: 'method must be the name of a configured auth method' })
  @MaxLength(64)
  method!: string;

  @ApiProperty({
    description: 'What the method asks for; `GET /api/v1/auth-methods` shows the schema of each.',
    type: 'object',
    additionalProperties: true,
    example: { username: 'admin', password: 'correct-horse-battery' },
  })
  @IsObject()
  credentials!: Record<string, unknown>;
}
