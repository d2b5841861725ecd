import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { toFieldErrors } from '../../common/errors/field-errors.js';
import { AccessEvaluation } from './access-evaluation.js';
import { authzenErrorOf } from './authzen-error-shape.js';
import { EvaluationRequest } from './dto/evaluation.request.js';
import type { EvaluationResponse } from './dto/evaluation.response.js';
import type { EvaluationsRequest, Semantic } from './dto/evaluations.request.js';
import type { EvaluationsResponse } from './dto/evaluations.response.js';

/** The decision after which nothing more is evaluated. */
const LAST: Readonly<Record<Semantic, boolean | undefined>> = {
  execute_all: undefined,
  deny_on_first_deny: false,
  permit_on_first_permit: true,
};

/** Several evaluations in one request. */
@Injectable()
export class BatchEvaluation {
  constructor(private readonly single: AccessEvaluation) {}

  /**
   * The answers, in the order of the request, up to that which the semantic makes the last. Without evaluations the
   * answer to the request itself.
   *
   * @throws ValidationFailedError when there are no evaluations and the request itself is none.
   */
  async evaluate(request: EvaluationsRequest): Promise<EvaluationsResponse | EvaluationResponse> {
    const { subject, action, resource, context, evaluations = [], options } = request;
    const defaults = given({ subject, action, resource, context });
    if (evaluations.length === 0) return this.single.evaluate(await evaluationOf(defaults));
    const last = LAST[options?.evaluations_semantic ?? 'execute_all'];
    const answers: EvaluationResponse[] = [];
    for (const item of evaluations) {
      const answer = await this.evaluateItem(defaults, item);
      answers.push(answer);
      if (answer.decision === last) break;
    }
    return { evaluations: answers };
  }

  /** What is wrong with one evaluation is no reason not to answer the others. */
  private async evaluateItem(defaults: object, item: unknown): Promise<EvaluationResponse> {
    try {
      return await this.single.evaluate(await evaluationOf({ ...defaults, ...objectOf(item) }));
    } catch (error) {
      if (!(error instanceof ValidationFailedError)) throw error;
      return { decision: false, context: { error: authzenErrorOf(error) } };
    }
  }
}

function given(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** @throws ValidationFailedError */
function objectOf(item: unknown): object {
  if (typeof item === 'object' && item !== null && !Array.isArray(item)) return item;
  throw new ValidationFailedError([{ pointer: '', code: 'IS_OBJECT', detail: 'An evaluation must be a JSON object.' }]);
}

/** @throws ValidationFailedError */
async function evaluationOf(members: object): Promise<EvaluationRequest> {
  const evaluation = plainToInstance(EvaluationRequest, members);
  const violations = await validate(evaluation, { whitelist: true });
  if (violations.length > 0) throw new ValidationFailedError(toFieldErrors(violations));
  return evaluation;
}
