import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../common/clock.js';
import { WrappedAnswersRepository } from './wrapped-answers.repository.js';

const MINUTE_MS = 60_000;
const BATCH = 1000;

/** Removes wrapped answers that have expired. They open nothing before that either. Safe on many instances at once. */
@Injectable()
export class WrappingCleanup {
  constructor(
    private readonly answers: WrappedAnswersRepository,
    private readonly clock: Clock,
  ) {}

  @Interval(MINUTE_MS)
  async clean(): Promise<void> {
    while ((await this.answers.deleteExpired(this.clock.now(), BATCH)) === BATCH);
  }
}
