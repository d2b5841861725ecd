import { ApiProperty } from '@nestjs/swagger';

export class PasswordResetResponse {
  @ApiProperty({
    description: 'Hand it to the agent, who sends it to `POST /api/v1/auth/password/reset`. It is shown this once.',
    example: 'trp_7KpWd2…',
  })
  resetToken!: string;

  @ApiProperty({ description: 'When it ends.', example: '2026-03-01T10:00:00.000Z' })
  expiresAt!: Date;
}
