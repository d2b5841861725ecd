import { Injectable } from '@nestjs/common';
import { ChangeFeed, FeedCache } from '../../../database/index.js';
import { analyze } from '../analyzer.js';
import type { SearchSynonym } from './search-synonym.entity.js';
import { SynonymsRepository } from './synonyms.repository.js';

/** The topic under which a change of the synonyms is announced. */
export const SYNONYMS_TOPIC = 'search-synonyms';
const ALL = 'all';

/** A term and its synonyms as search reads them. */
export interface SynonymRule {
  /** All of them are in the questions that it is about. */
  readonly term: readonly string[];
  readonly lexemes: readonly string[];
  readonly weight: number;
}

/** Holds the synonyms in memory, as the last commit left them. */
@Injectable()
export class SynonymTable {
  readonly #rules: FeedCache<readonly SynonymRule[]>;

  constructor(
    private readonly repository: SynonymsRepository,
    changeFeed: ChangeFeed,
  ) {
    this.#rules = new FeedCache(changeFeed, SYNONYMS_TOPIC, { max: 1 });
  }

  async rules(): Promise<readonly SynonymRule[]> {
    return (await this.#rules.get(ALL, async () => (await this.repository.findAll()).map(toRule))) ?? [];
  }
}

function toRule({ term, synonyms, weight }: SearchSynonym): SynonymRule {
  return { term: analyze(term), lexemes: [...new Set(synonyms.flatMap(analyze))], weight };
}
