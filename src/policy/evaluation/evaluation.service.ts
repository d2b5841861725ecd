import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { Judgement } from '../decisions/decision.js';
import { Judge } from '../decisions/judge.js';
import { PolicySet } from '../decisions/policy-set.js';
import type { EvaluateRequest } from './dto/evaluate.request.js';
import type { EvaluationResponse } from './dto/evaluation.response.js';
import { hypotheticalQuestion } from './hypothetical-question.js';
import { PolicyOverlay } from './policy-overlay.js';
import { QuestionedAgents } from './questioned-agents.js';

/** Answers what would be decided. */
@Injectable()
export class EvaluationService {
  constructor(
    private readonly agents: QuestionedAgents,
    private readonly judge: Judge,
    private readonly policySet: PolicySet,
    private readonly overlay: PolicyOverlay,
    private readonly clock: Clock,
  ) {}

  /**
   * The judgement on a request that nobody makes; where it changes policies or roles, also the one without the change.
   *
   * Both are about the same moment and the same policies. Stores nothing and uses nothing up.
   *
   * @throws ValidationFailedError when there is no such agent, role or policy, or a draft has wrong settings.
   * @throws UnknownKindError
   */
  async evaluate(given: EvaluateRequest): Promise<EvaluationResponse> {
    const question = await this.questionOf(given);
    const { index } = await this.policySet.current();
    if (!given.with && !given.without && !given.roles) return this.judge.judge(question, index);
    const { subject } = question;
    const changed = { ...question, subject: { ...subject, roles: given.roles ?? subject.roles } };
    const judgement = await this.judge.judge(changed, await this.overlay.over(index, given));
    const before = await this.judge.judge(question, index);
    return { ...judgement, before, differs: !isDeepStrictEqual(essenceOf(before), essenceOf(judgement)) };
  }

  private async questionOf({ agentId, at = this.clock.now().toISOString(), ...given }: EvaluateRequest) {
    return hypotheticalQuestion(await this.agents.find(agentId, given.roles), { ...given, at });
  }
}

/** What a caller notices of a judgement. */
function essenceOf({ reason, obligations, validUntil }: Judgement) {
  return { code: reason.code, obligations, validUntil };
}
