import { Deadline } from './deadline.js';

/** The reading of one document: until when it must be done, and how far it is. */
export class Reading extends Deadline {
  #checked = 0;

  /** How many operations or lines were checked so far. */
  get checked(): number {
    return this.#checked;
  }

  /** Another one was. */
  advance(): void {
    this.#checked += 1;
  }
}
