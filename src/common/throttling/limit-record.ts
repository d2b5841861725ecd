import type { ThrottlerStorage } from '@nestjs/throttler';

export type LimitRecord = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** What one hit found, times in whole seconds as `@nestjs/throttler` wants them. */
export function limitRecord(totalHits: number, limit: number, millisecondsLeft: number): LimitRecord {
  const timeToExpire = Math.max(1, Math.ceil(millisecondsLeft / 1000));
  return { totalHits, timeToExpire, isBlocked: totalHits > limit, timeToBlockExpire: timeToExpire };
}
