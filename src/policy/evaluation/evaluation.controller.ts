import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../auth/index.js';
import { EvaluateRequest } from './dto/evaluate.request.js';
import { EvaluationResponse } from './dto/evaluation.response.js';
import { EvaluationService } from './evaluation.service.js';

@ApiTags('Policies')
@Controller('api/v1/policies/evaluate')
export class EvaluationController {
  constructor(private readonly evaluation: EvaluationService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('policy:read')
  @ApiOperation({
    operationId: 'evaluatePolicies',
    summary: 'Try an access request',
    description:
      'What the policies would answer, with the full trace. `roles`, `with` and `without` ask what if the agent had other ' +
      'roles, or there were other policies. Uses nothing up and leaves no record.',
  })
  @ApiOkResponse({ type: EvaluationResponse, description: 'The answer and how it came about.' })
  evaluate(@Body() body: EvaluateRequest): Promise<EvaluationResponse> {
    return this.evaluation.evaluate(body);
  }
}
