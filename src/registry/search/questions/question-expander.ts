import { Injectable } from '@nestjs/common';
import type { Question } from '../question.js';
import type { WordCounts } from '../word-counts.js';
import { type SynonymRule, SynonymTable } from '../synonyms/synonym-table.js';
import { type ExpandedQuestion, expanded, matchedBy } from './expanded-question.js';
import { isRepairable, type Repair, repairOf } from './typo-repair.js';

/** Each costs a look through the vocabulary. */
const MOST_REPAIRS = 8;

/** Adds to a question what else to look for: synonyms of its words, and known words in the place of misspelt ones. */
@Injectable()
export class QuestionExpander {
  constructor(private readonly synonyms: SynonymTable) {}

  /** @param counts the words that are known: those of visible tools, so that neither a repair nor the lack of one tells of others. */
  async expand(question: Question, counts: WordCounts): Promise<ExpandedQuestion> {
    const rules = (await this.synonyms.rules()).filter((it) => matchedBy(question.whole, it).length > 0);
    return expanded(question, rules, repairsOf(question, rules, counts));
  }
}

function repairsOf({ whole }: Question, rules: readonly SynonymRule[], counts: WordCounts): Repair[] {
  const explained = new Set(rules.flatMap((it) => it.term));
  const unknown = whole
    .map((it) => it.lexeme)
    .filter((it) => isRepairable(it) && !explained.has(it) && counts.countOf(it) === 0);
  return unknown.slice(0, MOST_REPAIRS).flatMap((word) => repairOf(word, counts.similarTo(word)) ?? []);
}
