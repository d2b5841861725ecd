import { QuotaCountersRepository, type QuotaKey } from '../../src/policy/quotas/quota-counters.repository.js';

const windowOf = (key: Omit<QuotaKey, 'toolKey'>) =>
  [key.policyId, key.startsAt.toISOString(), key.endsAt.toISOString(), key.agentKey].join(' ');

/** Counts in memory as the table does. */
export class CountersInMemory extends QuotaCountersRepository {
  readonly #used = new Map<string, Map<string, number>>();

  constructor() {
    super(undefined as never);
  }

  override async take(key: QuotaKey, limit: number): Promise<number | undefined> {
    const used = await this.findUsed(key);
    const next = (used.get(key.toolKey) ?? 0) + 1;
    if (next > limit) return undefined;
    this.#used.set(windowOf(key), used.set(key.toolKey, next));
    return next;
  }

  override async findUsed(key: Omit<QuotaKey, 'toolKey'>): Promise<Map<string, number>> {
    return new Map(this.#used.get(windowOf(key)));
  }
}
