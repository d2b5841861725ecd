/** A moment of the clock on the wall by which something has to be done, so many milliseconds from now. */
export class Deadline {
  readonly #at: number;

  constructor(milliseconds: number) {
    this.#at = performance.now() + milliseconds;
  }

  get leftMs(): number {
    return Math.max(0, Math.ceil(this.#at - performance.now()));
  }

  get isOver(): boolean {
    return this.leftMs === 0;
  }
}
