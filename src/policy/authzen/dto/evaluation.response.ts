import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One answer: yes, or no for any reason whatever. */
export class EvaluationResponse {
  @ApiProperty({ description: 'Whether it is permitted.', example: false })
  decision!: boolean;

  @ApiPropertyOptional({
    description:
      'Why: `reason_code` and `reason_user`, or `error` for an evaluation that cannot be read. `id` is that of the ' +
      'decision in the access log. `obligations` must be met; whoever cannot must deny.',
    type: 'object',
    additionalProperties: true,
    example: {
      id: '0199f5a0-2c1e-7d35-a1c4-5f0b8d3e9a10',
      reason_code: 'NO_PERMIT',
      reason_user: { en: 'No policy permits it.' },
    },
  })
  context?: Readonly<Record<string, unknown>>;
}
