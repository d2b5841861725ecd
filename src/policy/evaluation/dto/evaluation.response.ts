import { ApiPropertyOptional } from '@nestjs/swagger';
import { JudgementResponse } from './judgement.response.js';

/** The answer, and beside a what-if the answer without it. */
export class EvaluationResponse extends JudgementResponse {
  @ApiPropertyOptional({
    description: 'The answer with the policies and roles as they are. Only where the request changes some.',
    type: JudgementResponse,
  })
  before?: JudgementResponse;

  @ApiPropertyOptional({
    description: 'Whether the change makes a difference: to the answer, its reason or its conditions.',
    example: true,
  })
  differs?: boolean;
}
