import { AsyncLocalStorage } from 'node:async_hooks';

type AfterCommit = () => void | Promise<void>;

const current = new AsyncLocalStorage<UnitOfWork>();

/** What is to happen once the surrounding transaction has committed. Opened by `Transactions` alone. */
export class UnitOfWork {
  readonly #afterCommit: AfterCommit[] = [];

  static current(): UnitOfWork | undefined {
    return current.getStore();
  }

  /** Runs work inside this unit; events published there belong to it. */
  enter<T>(work: () => Promise<T>): Promise<T> {
    return current.run(this, work);
  }

  afterCommit(action: AfterCommit): void {
    this.#afterCommit.push(action);
  }

  /** Runs what was deferred, outside the unit. A failing action is reported and hinders no other. */
  async committed(report: (error: unknown) => void): Promise<void> {
    await current.exit(async () => {
      for (const action of this.#afterCommit) {
        try {
          await action();
        } catch (error) {
          report(error);
        }
      }
    });
  }
}
