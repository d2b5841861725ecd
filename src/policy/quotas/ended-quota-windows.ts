import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../common/clock.js';
import { QuotaCountersRepository } from './quota-counters.repository.js';

const MINUTE_MS = 60_000;
/** For as long an instance whose clock is slow still counts in a window, and must not begin anew. */
const KEPT_MS = 60 * MINUTE_MS;
const BATCH = 10_000;

/** Forgets what was counted in windows that are long over. */
@Injectable()
export class EndedQuotaWindows {
  constructor(
    private readonly counters: QuotaCountersRepository,
    private readonly clock: Clock,
  ) {}

  @Interval(MINUTE_MS)
  async prune(): Promise<void> {
    const moment = new Date(this.clock.now().getTime() - KEPT_MS);
    while ((await this.counters.deleteEndedBefore(moment, BATCH)) === BATCH);
  }
}
