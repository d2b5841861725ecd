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

/** What is known of words where somebody searches. */
export interface Vocabulary {
  readonly counts: WordCounts;
  /** How many tools there are, hidden ones too: it decides how to search, and shows nowhere. */
  readonly tools: number;
}

interface Counted {
  readonly counts: WordCounts;
  /** Of the tools that were counted. */
  readonly mark: string;
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

  async among(visible: ToolFilter): Promise<Vocabulary> {
    const { mark, tools } = await this.repository.state();
    const few = tools <= FEW_TOOLS;
    const context: Counting = { visible: few ? visible : sharedView(visible) };
    const key = createHash('sha256').update(canonicalJson(context.visible)).digest('base64url');
    const kept = await this.#kept.forceFetch(key, { context });
    if (!few || kept.mark === mark) return { counts: kept.counts, tools };
    const { counts } = await this.#kept.forceFetch(key, { context, forceRefresh: true, allowStale: false });
    return { counts, tools };
  }

  /** The mark is read first: what changes meanwhile is counted again. */
  private async count(visible: ToolFilter): Promise<Counted> {
    const { mark } = await this.repository.state();
    return { mark, counts: await this.repository.count(visible) };
  }
}
