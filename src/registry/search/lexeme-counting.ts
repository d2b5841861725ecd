import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { LexemeCountsRepository } from './lexeme-counts.repository.js';

const MINUTE_MS = 60_000;

/** Keeps the counts of lexemes short. */
@Injectable()
export class LexemeCounting {
  constructor(private readonly counts: LexemeCountsRepository) {}

  @Interval(MINUTE_MS)
  async fold(): Promise<void> {
    await this.counts.fold();
  }
}
