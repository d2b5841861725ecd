import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { InvocationReport } from '../invocation-runner.js';

export class InvocationResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the invocation.',
    example: '019531f1-2b3c-7d4e-8f5a-6b7c8d9e0f1a',
  })
  invocationId!: string;

  @ApiProperty({ format: 'uuid', description: 'The tool.', example: '019531ee-11aa-7c3d-8b55-2f0a4c1d9e77' })
  toolId!: string;

  @ApiProperty({ description: 'The version of the tool that was executed.', example: '1.0.0' })
  version!: string;

  @ApiProperty({
    enum: ['success', 'failure'],
    description: '`failure`: the tool was reached and said no.',
    example: 'success',
  })
  outcome!: 'success' | 'failure';

  @ApiPropertyOptional({
    description: 'What the tool answered, any JSON value; its secrets are masked.',
    example: { sku: 'BOLT-M8', pieces: 1200 },
  })
  output?: unknown;

  @ApiPropertyOptional({ type: Number, description: 'Its status, where its protocol has one.', example: 200 })
  status?: number;

  @ApiPropertyOptional({
    description: 'With `failure`: what went wrong.',
    example: 'The tool answered with status 404.',
  })
  message?: string;

  @ApiProperty({ description: 'Milliseconds from the start of the execution to its end.', example: 42 })
  durationMs!: number;

  @ApiProperty({
    format: 'uuid',
    description: 'The decision that permitted it.',
    example: '019531f1-2b3a-7011-b2c3-0a1b2c3d4e5f',
  })
  decisionId!: string;

  static of({ result, ...report }: InvocationReport): InvocationResponse {
    return { ...report, ...result };
  }
}
