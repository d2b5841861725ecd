import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Clock } from '../../common/clock.js';
import type { Judgement } from '../decisions/decision.js';
import { DecisionsService } from '../decisions/decisions.service.js';
import { Judge } from '../decisions/judge.js';
import { type AccessRequest, type Action, ACTIONS } from '../policy-type.js';
import { circumstancesOf } from './circumstances.js';
import type { EvaluationRequest, ResourceRequest } from './dto/evaluation.request.js';
import type { EvaluationResponse } from './dto/evaluation.response.js';
import { EvaluatedResources } from './evaluated-resources.js';
import { EvaluatedSubjects } from './evaluated-subjects.js';
import { NotJudged } from './not-judged.js';
import { standardObligations } from './standard-obligations.js';

/** Answers what an enforcement point asks. */
@Injectable()
export class AccessEvaluation {
  constructor(
    private readonly subjects: EvaluatedSubjects,
    private readonly resources: EvaluatedResources,
    private readonly decisions: DecisionsService,
    private readonly judge: Judge,
    private readonly clock: Clock,
  ) {}

  /** What the policies say, and no to every question that cannot be put to them. */
  async evaluate({ subject, action, resource, context = {} }: EvaluationRequest): Promise<EvaluationResponse> {
    try {
      const circumstances = circumstancesOf(context, this.clock.now());
      const question = { subject: await this.subjects.get(subject), action: actionOf(action.name), ...circumstances };
      return answerOf(await this.judgementOn(question, resource));
    } catch (error) {
      if (!(error instanceof NotJudged)) throw error;
      return { decision: false, context: reasonOf(error) };
    }
  }

  /** Decisions on tools are put on record. */
  private async judgementOn(question: Omit<AccessRequest, 'resource'>, asked: ResourceRequest) {
    if (asked.type !== 'tool') return this.judge.judgeAbout({ ...question, resource: await this.resources.get(asked) });
    if (!isUUID(asked.id)) throw new NotJudged('UNKNOWN_RESOURCE', 'There is no such tool.');
    return this.decisions.answer({ ...question, toolId: asked.id.toLowerCase() });
  }
}

function actionOf(name: string): Action {
  const action = ACTIONS.find((it) => it === name);
  if (!action) throw new NotJudged('UNKNOWN_ACTION', `Policies know the actions ${ACTIONS.join(', ')}.`);
  return action;
}

function answerOf(judgement: Judgement & { readonly id?: string }): EvaluationResponse {
  const { id, allowed, reason, validUntil } = judgement;
  const obligations = standardObligations(judgement.obligations);
  return {
    decision: allowed,
    context: {
      ...(id !== undefined && { id }),
      ...reasonOf(reason),
      ...(validUntil && { valid_until: validUntil }),
      ...(obligations.length > 0 && { obligations }),
    },
  };
}

function reasonOf({ code, detail }: { readonly code: string; readonly detail: string }) {
  return { reason_code: code, reason_user: { en: detail } };
}
