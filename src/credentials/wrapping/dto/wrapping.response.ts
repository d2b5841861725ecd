import { ApiProperty } from '@nestjs/swagger';
import type { Wrapping } from '../wrapped-answers.repository.js';

/** What everybody with a wrapping token may know before it is used. */
export class WrappingResponse {
  @ApiProperty({
    description: 'The path of the request that was answered. Do not open an answer to any other than you expect.',
    example: '/api/v1/tools/019531ee-11aa-7c3d-8b55-2f0a4c1d9e77/credentials',
  })
  creationPath!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When the answer was wrapped.',
    example: '2026-03-01T12:00:00.000Z',
  })
  createdAt!: Date;

  @ApiProperty({ description: 'Seconds from then in which it can be opened.', example: 60 })
  ttlSeconds!: number;

  static of({ creationPath, createdAt, expiresAt }: Wrapping): WrappingResponse {
    return { creationPath, createdAt, ttlSeconds: Math.floor((expiresAt.getTime() - createdAt.getTime()) / 1000) };
  }
}
