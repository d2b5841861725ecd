import { Injectable } from '@nestjs/common';
import type { ToolFilter } from '../../../policy/index.js';
import type { Question } from '../question.js';
import { type SynonymRule, SynonymTable } from '../synonyms/synonym-table.js';
import { type ExpandedQuestion, expanded, matchedBy } from './expanded-question.js';
import { isRepairable, type Repair, repairOf } from './typo-repair.js';
import { VocabularyRepository } from './vocabulary.repository.js';

/** Each costs a look through the vocabulary. */
const MOST_REPAIRS = 8;

/** Adds to a question what else to look for: synonyms of its words, and known words in the place of misspelt ones. */
@Injectable()
export class QuestionExpander {
  constructor(
    private readonly synonyms: SynonymTable,
    private readonly vocabulary: VocabularyRepository,
  ) {}

  /**
   * Known are the words of visible tools alone: neither a repair nor the lack of one tells of others.
   *
   * @param visible what the caller may see.
   */
  async expand(question: Question, visible: ToolFilter): Promise<ExpandedQuestion> {
    const rules = (await this.synonyms.rules()).filter((it) => matchedBy(question.whole, it).length > 0);
    return expanded(question, rules, await this.repairs(question, rules, visible));
  }

  private async repairs(question: Question, rules: readonly SynonymRule[], visible: ToolFilter): Promise<Repair[]> {
    const explained = new Set(rules.flatMap((it) => it.term));
    const doubtful = question.whole.map((it) => it.lexeme).filter((it) => isRepairable(it) && !explained.has(it));
    const counts = await this.vocabulary.count(doubtful, visible);
    const unknown = doubtful.filter((it) => !counts.has(it)).slice(0, MOST_REPAIRS);
    const similar = await this.vocabulary.similar(unknown, visible);
    return unknown.flatMap((word) => repairOf(word, similar.get(word) ?? []) ?? []);
  }
}
