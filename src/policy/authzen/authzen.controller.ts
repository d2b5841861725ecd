import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { RequirePermission } from '../../auth/index.js';
import { AccessEvaluation } from './access-evaluation.js';
import { BatchEvaluation } from './batch-evaluation.js';
import { EvaluationRequest } from './dto/evaluation.request.js';
import { EvaluationResponse } from './dto/evaluation.response.js';
import { EvaluationsRequest } from './dto/evaluations.request.js';
import { EvaluationsResponse } from './dto/evaluations.response.js';

const ANSWERS = {
  oneOf: [{ $ref: getSchemaPath(EvaluationsResponse) }, { $ref: getSchemaPath(EvaluationResponse) }],
};

/** The policy decision point of OpenID AuthZEN Authorization API 1.0. A no is an answer, not an error. */
@ApiTags('AuthZEN')
@Controller('access/v1')
export class AuthzenController {
  constructor(
    private readonly single: AccessEvaluation,
    private readonly batch: BatchEvaluation,
  ) {}

  @Post('evaluation')
  @HttpCode(200)
  @RequirePermission('access:evaluate')
  @ApiOperation({
    operationId: 'evaluateAccess',
    summary: 'Ask for a decision',
    description:
      'For whoever enforces policies elsewhere: may this agent do this with this tool? Decisions on agents and tools ' +
      'that exist are kept in the access log; nothing is used up.',
  })
  @ApiOkResponse({ type: EvaluationResponse, description: 'Yes or no.' })
  evaluate(@Body() body: EvaluationRequest): Promise<EvaluationResponse> {
    return this.single.evaluate(body);
  }

  @Post('evaluations')
  @HttpCode(200)
  @RequirePermission('access:evaluate')
  @ApiExtraModels(EvaluationResponse, EvaluationsResponse)
  @ApiOperation({
    operationId: 'evaluateAccesses',
    summary: 'Ask for several decisions',
    description:
      'At most 100 evaluations, one after the other; an evaluation that cannot be read is answered no, with the reason. ' +
      'Without `evaluations` the body is a single evaluation, and answered as one.',
  })
  @ApiOkResponse({ schema: ANSWERS, description: 'The answers.' })
  evaluateAll(@Body() body: EvaluationsRequest): Promise<EvaluationsResponse | EvaluationResponse> {
    return this.batch.evaluate(body);
  }
}
