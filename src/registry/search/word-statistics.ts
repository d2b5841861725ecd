import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { canonicalJson } from '../../common/canonical-json.js';
import type { ToolFilter } from '../../policy/index.js';
import { LexemeCountsRepository } from './lexeme-counts.repository.js';
import { sharedView } from './shared-view.js';
import type { WordCounts } from './word-counts.js';

/** With no more tools than this words are counted anew whenever any tool changed. */
const FEW_TOOLS = 2_000;
/** With more tools counts may be as old as this. */
const OLDEST_MS = 30_000;
/** Most words of all counts that are kept, about 100 bytes each. */
const MOST_WORDS = 500_000;

interface Counted {
  readonly counts: WordCounts;
  /** The state of the tools that was counted. */
  readonly state: string;
}

interface Counting {
  readonly visible: ToolFilter;
}

/**
 * How common words are among the tools that a caller may see: rarity, repairs and confidence rest on nothing else, so that no
 * answer tells of hidden tools. With many tools counts may lag by half a minute, and are of what callers share, not of each
 * one's own; what tools say is always looked up anew.
 */
@Injectable()
export class WordStatistics {
  readonly #kept = new LRUCache<string, Counted, Counting>({
    maxSize: MOST_WORDS,
    sizeCalculation: ({ counts }) => counts.words + 1,
    ttl: OLDEST_MS,
    allowStale: true,
    fetchMethod: (_, _stale, { context }) => this.count(context.visible),
  });

  constructor(private readonly repository: LexemeCountsRepository) {}

  async among(visible: ToolFilter): Promise<WordCounts> {
    const [few, state] = [(await this.repository.countTools()) <= FEW_TOOLS, await this.repository.state()];
    const context: Counting = { visible: few ? visible : sharedView(visible) };
    const key = createHash('sha256').update(canonicalJson(context.visible)).digest('base64url');
    const kept = await this.#kept.forceFetch(key, { context });
    if (!few || kept.state === state) return kept.counts;
    return (await this.#kept.forceFetch(key, { context, forceRefresh: true, allowStale: false })).counts;
  }

  /** The state is read first: what changes meanwhile is counted again. */
  private async count(visible: ToolFilter): Promise<Counted> {
    const state = await this.repository.state();
    return { state, counts: await this.repository.count(visible) };
  }
}
