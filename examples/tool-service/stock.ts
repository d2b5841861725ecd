import { Injectable } from '@nestjs/common';

/** How many of an article there are. */
export interface CountOf {
  readonly sku: string;
  readonly count: number;
  /** The agent that counted. */
  readonly countedBy: string;
}

/** What a warehouse holds, kept in memory. */
@Injectable()
export class Stock {
  readonly #counts = new Map<string, CountOf>();

  list(): CountOf[] {
    return [...this.#counts.values()];
  }

  count(countedBy: string, sku: string, count: number): CountOf {
    const counted = { sku, count, countedBy };
    this.#counts.set(sku, counted);
    return counted;
  }
}
