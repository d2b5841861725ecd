import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { AppError } from '../../common/errors/app-error.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { currentRequest } from '../../common/http/request-context.js';
import { newId } from '../../common/ids.js';
import { Transactions } from '../../database/index.js';
import { AccessDeniedError } from '../policy.errors.js';
import { AccessDecided } from '../policy.events.js';
import type { AccessRequest, Action } from '../policy-type.js';
import { subjectOf } from '../subject.js';
import { adjudicate } from './adjudicate.js';
import { consume, NothingLeft } from './consume.js';
import type { Decision, Judgement } from './decision.js';
import { type AccessQuestion, Judge } from './judge.js';

/** What somebody wants to do with a tool. */
export interface AccessAttempt {
  readonly principal: Principal;
  readonly action: Action;
  readonly toolId: string;
  /** The arguments of an invocation, where there is one. */
  readonly arguments?: AccessRequest['arguments'];
}

/** What a record names. */
type Asked = Pick<Decision, 'agentId' | 'action' | 'toolId'>;

/** Decides who may do what with a tool, and puts every decision on record. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly judge: Judge,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * The decision, recorded in a transaction of its own. Policies see the agent; what its proof allows is the guard's concern.
   *
   * Call it outside of transactions: one that rolls back would take the record with it.
   */
  async decide(attempt: AccessAttempt): Promise<Decision> {
    const { judgement } = await this.judge.hear(this.questionOf(attempt));
    return this.record(askedBy(attempt), judgement);
  }

  /**
   * Decides, and returns only where it is allowed; its obligations bind the caller.
   *
   * @throws AccessDeniedError with the reason and the id of the decision.
   */
  async require(attempt: AccessAttempt): Promise<Decision> {
    return allowed(await this.decide(attempt));
  }

  /**
   * Decides on what is about to happen, and has it happen where it is allowed: in one transaction with the record, and
   * with what policies use up by it, such as a quota. Where it fails nothing is used up, and nothing was decided.
   *
   * What is used up comes last: its rows are those that many wait for.
   *
   * @param work An error that it returns instead of throwing it says that nothing happened: the record of the decision
   *   stays with what `work` has written, and nothing is used up.
   * @throws AccessDeniedError as `require`; what `work` throws or returns as an error
   */
  async carryOut<T>(attempt: AccessAttempt, work: (decision: Decision) => Promise<T | AppError>): Promise<T> {
    const question = this.questionOf(attempt);
    for (let hearing = await this.judge.hear(question); ;) {
      const { judgement, evaluations, request } = hearing;
      if (!judgement.allowed || !request) throw new AccessDeniedError(await this.record(askedBy(attempt), judgement));
      try {
        const result = await this.transactions.run(async () => {
          const done = await work(await this.record(askedBy(attempt), judgement));
          if (!(done instanceof AppError)) await consume(evaluations, request);
          return done;
        });
        if (result instanceof AppError) throw result;
        return result;
      } catch (error) {
        if (!(error instanceof NothingLeft)) throw error;
        const { evaluations: rest } = error;
        hearing = {
          judgement: adjudicate(rest, { ...question, inUse: request.resource.inUse }),
          evaluations: rest,
          request,
        };
      }
    }
  }

  /** The decision on a question that another enforcement point asks about an agent. Recorded; nothing is used up. */
  async answer(question: AccessQuestion): Promise<Decision> {
    return this.record({ ...question, agentId: question.subject.id }, await this.judge.judge(question));
  }

  private questionOf({ principal, action, toolId, arguments: args }: AccessAttempt): AccessQuestion {
    const address = currentRequest()?.address;
    return {
      ...{ subject: subjectOf(principal), action, toolId, at: this.clock.now() },
      keyProven: principal.provenKey !== undefined,
      ...(address !== undefined && { address }),
      ...(args && { arguments: args }),
    };
  }

  private async record({ agentId, action, toolId }: Asked, judgement: Judgement): Promise<Decision> {
    const decision = { id: newId(), at: this.clock.now(), agentId, action, toolId, ...judgement };
    await this.transactions.run(() => this.events.publish(new AccessDecided(decision)));
    return decision;
  }
}

function askedBy({ principal, action, toolId }: AccessAttempt): Asked {
  return { agentId: principal.agentId, action, toolId };
}

function allowed(decision: Decision): Decision {
  if (!decision.allowed) throw new AccessDeniedError(decision);
  return decision;
}
