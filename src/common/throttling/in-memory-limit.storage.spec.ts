import type { Clock } from '../clock.js';
import { InMemoryLimitStorage } from './in-memory-limit.storage.js';

class ManualClock implements Clock {
  milliseconds = 0;

  now(): Date {
    return new Date(this.milliseconds);
  }
}

describe('InMemoryLimitStorage', () => {
  it('counts to the limit in a window, and anew in the next', async () => {
    const clock = new ManualClock();
    const storage = new InMemoryLimitStorage(clock);
    const hit = () => storage.increment('key', 60_000, 2);
    expect(await hit()).toEqual({ totalHits: 1, isBlocked: false, timeToExpire: 60, timeToBlockExpire: 60 });
    clock.milliseconds = 30_500;
    expect(await hit()).toMatchObject({ totalHits: 2, isBlocked: false, timeToExpire: 30 });
    expect(await hit()).toMatchObject({ totalHits: 3, isBlocked: true });
    clock.milliseconds = 60_000;
    expect(await hit()).toMatchObject({ totalHits: 1, isBlocked: false, timeToExpire: 60 });
  });

  it('counts each key for itself', async () => {
    const storage = new InMemoryLimitStorage(new ManualClock());
    await storage.increment('one', 60_000, 1);
    expect(await storage.increment('other', 60_000, 1)).toMatchObject({ totalHits: 1 });
  });

  it('costs the same however often it was hit', async () => {
    const storage = new InMemoryLimitStorage(new ManualClock());
    for (let hits = 0; hits < 200_000; hits += 1) void storage.increment('key', 60_000, 1);
    expect(await storage.increment('key', 60_000, 1)).toMatchObject({ totalHits: 200_001, isBlocked: true });
  });
});
