/**
 * Remembers, in this process, the DPoP proofs that opened something, for as long as they could be presented again.
 *
 * It forgets nothing early: when it is full, no further proof is taken. What opens nothing is not remembered, so that
 * only holders of good credentials fill it.
 */
export class UsedProofs {
  readonly #until = new Map<string, number>();

  /**
   * @param most how many at once.
   * @param lifetimeMs longest time from now for which a proof is accepted.
   */
  constructor(
    private readonly most: number,
    private readonly lifetimeMs: number,
  ) {}

  /** `taken` for the first who asks, `used` for every other. */
  take(id: string, now: Date): 'taken' | 'used' | 'full' {
    this.forgetOld(now.getTime());
    if (this.#until.has(id)) return 'used';
    if (this.#until.size >= this.most) return 'full';
    this.#until.set(id, now.getTime() + this.lifetimeMs);
    return 'taken';
  }

  /** For whoever took it to no avail. */
  giveBack(id: string): void {
    this.#until.delete(id);
  }

  /** All live equally long, so that the oldest come first. */
  private forgetOld(now: number): void {
    for (const [id, until] of this.#until) {
      if (until > now) return;
      this.#until.delete(id);
    }
  }
}
