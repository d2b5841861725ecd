import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { newId } from '../../common/ids.js';
import { Transactions } from '../../database/index.js';
import { CredentialTokens } from '../credential-tokens.js';
import { openAnswer, sealAnswer } from './answer-seal.js';
import { type OpenedAnswer, WrappedAnswersRepository, type Wrapping } from './wrapped-answers.repository.js';
import { WrappingTokenInvalidError } from './wrapping.errors.js';
import { AnswerUnwrapped, AnswerWrapped, WrappingReused, WrappingRotated } from './wrapping.events.js';

/** What is put under a wrapping token. */
export interface AnswerToWrap extends Pick<Wrapping, 'credentialId' | 'creationPath' | 'createdAt' | 'expiresAt'> {
  readonly answer: object;
}

/** A wrapping, and the token that opens it, shown once. */
export interface WrappedUnder {
  readonly wrapping: Wrapping;
  readonly token: string;
}

/** Keeps answers until somebody opens them: once, by a token that is kept nowhere. */
@Injectable()
export class WrappingService {
  constructor(
    private readonly tokens: CredentialTokens,
    private readonly answers: WrappedAnswersRepository,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  async wrap(given: AnswerToWrap): Promise<WrappedUnder> {
    return this.transactions.run(async () => {
      const wrapped = await this.keep(given);
      await this.events.publish(new AnswerWrapped(wrapped.wrapping));
      return wrapped;
    });
  }

  /** What a token would open; it stays unused. @throws WrappingTokenInvalidError */
  async lookUp(token: string): Promise<Wrapping> {
    const wrapping = await this.answers.findOpenable(this.tokens.hmacsOf('wrapping', token), this.clock.now());
    if (!wrapping) throw new WrappingTokenInvalidError();
    return wrapping;
  }

  /** The answer, once. @throws WrappingTokenInvalidError, after it has put a second attempt on record */
  unwrap(token: string): Promise<object> {
    return this.opening(token, async (opened) => {
      const answer = openAnswer(token, opened.id, opened.sealed);
      await this.events.publish(new AnswerUnwrapped(opened));
      return answer;
    });
  }

  /** Puts the answer under another token, with the same end. @throws as `unwrap` */
  rewrap(token: string): Promise<WrappedUnder> {
    return this.opening(token, async (opened) => {
      const wrapped = await this.keep({ ...opened, answer: openAnswer(token, opened.id, opened.sealed) });
      await this.events.publish(new WrappingRotated(opened));
      return wrapped;
    });
  }

  private async keep({
    answer,
    credentialId,
    creationPath,
    createdAt,
    expiresAt,
  }: AnswerToWrap): Promise<WrappedUnder> {
    const { text: token, hmac: tokenHmac } = this.tokens.mint('wrapping');
    const wrapping: Wrapping = { id: newId(), credentialId, creationPath, createdAt, expiresAt };
    const sealed = sealAnswer(token, wrapping.id, answer);
    await this.answers.keep({ ...wrapping, tokenHmac, sealed, openedAt: null });
    return { wrapping, token };
  }

  private async opening<T>(token: string, work: (opened: OpenedAnswer) => Promise<T>): Promise<T> {
    const hmacs = this.tokens.hmacsOf('wrapping', token);
    const result = await this.transactions.run(async () => {
      const opened = await this.answers.open(hmacs, this.clock.now());
      return opened && { done: await work(opened) };
    });
    if (result) return result.done;
    await this.recordReuse(hmacs);
    throw new WrappingTokenInvalidError();
  }

  /** In a transaction of its own: many who come second at once share what the revocation wants alone. */
  private recordReuse(hmacs: readonly Buffer[]): Promise<void> {
    return this.transactions.run(async () => {
      const spent = await this.answers.findSpent(hmacs, this.clock.now());
      if (spent) await this.events.publish(new WrappingReused(spent));
    });
  }
}
