import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Transactions } from '../../../database/index.js';
import { SearchSynonym } from './search-synonym.entity.js';

@Injectable()
export class SynonymsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Until the transaction ends, whoever else changes synonyms waits here, on every instance. */
  async lock(): Promise<void> {
    await this.transactions.manager.query(`SELECT pg_advisory_xact_lock(hashtext('search.synonyms'))`);
  }

  findAll(): Promise<SearchSynonym[]> {
    return this.transactions.of(SearchSynonym).find();
  }

  find(term: string): Promise<SearchSynonym | null> {
    return this.transactions.of(SearchSynonym).findOneBy({ term });
  }

  /** By term, from past `after`; one more than `limit`, where there is one. */
  findPage(limit: number, after: string | undefined): Promise<SearchSynonym[]> {
    const where = after === undefined ? {} : { term: MoreThan(after) };
    return this.transactions.of(SearchSynonym).find({ where, order: { term: 'ASC' }, take: limit + 1 });
  }

  count(): Promise<number> {
    return this.transactions.of(SearchSynonym).count();
  }

  async save(synonym: SearchSynonym): Promise<void> {
    await this.transactions.of(SearchSynonym).upsert(synonym, ['term']);
  }

  async delete(term: string): Promise<void> {
    await this.transactions.of(SearchSynonym).delete({ term });
  }
}
