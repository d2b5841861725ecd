import { ApiProperty } from '@nestjs/swagger';
import { EvaluationResponse } from './evaluation.response.js';

export class EvaluationsResponse {
  @ApiProperty({
    description: 'In the order of the request; shorter where the semantic ended early.',
    type: [EvaluationResponse],
  })
  evaluations!: EvaluationResponse[];
}
