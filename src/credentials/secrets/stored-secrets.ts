import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../common/clock.js';
import { Transactions } from '../../database/index.js';
import { SecretStoreUnavailableError } from '../credentials.errors.js';
import { SecretDisposalsRepository } from './secret-disposals.repository.js';
import type { SecretStore } from './secret-store.js';
import { SecretStores } from './secret-stores.js';
import type { StoredSecret } from './stored-secret.js';

const MINUTE_MS = 60_000;
/** Longer than any store may take: until then a value that nothing names may be one about to be known. */
const GRACE_MS = 5 * MINUTE_MS;
const BATCH = 20;

/**
 * Writes values to their stores and deletes them there, never holding a database connection meanwhile.
 *
 * A value is announced for deletion before it is written, and no longer once it is known: what a crash or a failure
 * leaves behind is deleted later, by whichever instance comes first.
 */
@Injectable()
export class StoredSecrets {
  readonly #log = new Logger(StoredSecrets.name);

  constructor(
    private readonly stores: SecretStores,
    private readonly disposals: SecretDisposalsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes a value, then makes it known in one transaction. Call it outside of transactions.
   *
   * @throws SecretStoreUnavailableError when the store fails, and what `makeKnown` throws: then there is no such value.
   */
  async write(stored: StoredSecret, value: string, makeKnown: () => Promise<void>): Promise<void> {
    const { valueId } = stored.ref;
    await this.disposals.announce(stored, this.later());
    await this.ofStore(stored, (store) => store.put(stored.ref, value));
    try {
      await this.transactions.run(async () => {
        if (!(await this.disposals.revoke(valueId))) throw new SecretStoreUnavailableError();
        await makeKnown();
      });
    } catch (error) {
      await this.disposals.hasten(valueId, this.clock.now());
      throw error;
    } finally {
      await this.dispose();
    }
  }

  /** @throws SecretStoreUnavailableError when the store cannot tell: without its secrets a tool is not called. */
  async read(stored: StoredSecret): Promise<string | undefined> {
    return this.ofStore(stored, (store) => store.get(stored.ref));
  }

  /** Deletes from their stores the values that nothing names. What fails is tried again later. */
  @Interval(MINUTE_MS)
  async dispose(): Promise<void> {
    for (let claimed = BATCH; claimed === BATCH;) {
      const due = await this.disposals.claim(this.clock.now(), this.later(), BATCH);
      await Promise.allSettled(due.map((it) => this.delete(it)));
      claimed = due.length;
    }
  }

  private async delete(stored: StoredSecret): Promise<void> {
    await this.ofStore(stored, (store) => (store.readOnly ? Promise.resolve() : store.delete(stored.ref)));
    await this.disposals.done(stored.ref.valueId);
  }

  private later(): Date {
    return new Date(this.clock.now().getTime() + GRACE_MS);
  }

  /** What a store throws may hold what it was given: it is told by its type alone. */
  private async ofStore<T>({ store }: StoredSecret, work: (store: SecretStore) => Promise<T>): Promise<T> {
    try {
      return await work(this.stores.get(store));
    } catch (error) {
      const type = error instanceof Error ? error.name : typeof error;
      this.#log.error(`The secret store "${store}" failed: ${type}`);
      throw new SecretStoreUnavailableError();
    }
  }
}
