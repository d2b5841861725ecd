import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import { DomainEvents } from '../../../common/events/domain-events.js';
import { ChangeFeed, Transactions } from '../../../database/index.js';
import type { PutSynonymRequest } from './dto/put-synonym.request.js';
import type { SearchSynonym } from './search-synonym.entity.js';
import { SYNONYMS_TOPIC } from './synonym-table.js';
import { SynonymLimitReachedError, SynonymNotFoundError } from './synonyms.errors.js';
import { SynonymDeleted, SynonymPut } from './synonyms.events.js';
import { SynonymsRepository } from './synonyms.repository.js';

/** As many as every search can look at. */
const MOST_TERMS = 1_000;
const USUAL_WEIGHT = 0.4;

/** Keeps what else is searched for beside what is asked. */
@Injectable()
export class SynonymsService {
  constructor(
    private readonly repository: SynonymsRepository,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly changeFeed: ChangeFeed,
    private readonly clock: Clock,
  ) {}

  /** Puts the synonyms of a term in the place of those it had. @throws SynonymLimitReachedError */
  putSynonym(term: string, { synonyms, weight = USUAL_WEIGHT }: PutSynonymRequest): Promise<SearchSynonym> {
    return this.change(async () => {
      const before = await this.repository.find(term);
      if (!before && (await this.repository.count()) >= MOST_TERMS) throw new SynonymLimitReachedError(MOST_TERMS);
      const now = this.clock.now();
      const after = { term, synonyms, weight, createdAt: before?.createdAt ?? now, updatedAt: now };
      await this.repository.save(after);
      await this.events.publish(new SynonymPut(before ?? undefined, after));
      return after;
    });
  }

  /** @throws SynonymNotFoundError */
  deleteSynonym(term: string): Promise<void> {
    return this.change(async () => {
      const before = await this.repository.find(term);
      if (!before) throw new SynonymNotFoundError();
      await this.repository.delete(term);
      await this.events.publish(new SynonymDeleted(before));
    });
  }

  private change<T>(write: () => Promise<T>): Promise<T> {
    return this.transactions.run(async () => {
      await this.repository.lock();
      const result = await write();
      await this.changeFeed.announce(SYNONYMS_TOPIC, '*');
      return result;
    });
  }
}
