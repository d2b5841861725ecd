import { Injectable } from '@nestjs/common';
import type { ToolFilter } from '../../../policy/index.js';
import type { RankedTool } from '../question.js';
import type { ExpandedQuestion } from '../questions/expanded-question.js';
import { VocabularyRepository } from '../questions/vocabulary.repository.js';
import { coverage } from './coverage.js';

/** Below it the best tool hardly fits; docs/adr/0031-answers-of-search.md tells how it was found. */
export const FITS_FROM = 0.1;
const DECIMALS = 1_000;

/** Says how well the best tool fits. */
@Injectable()
export class Confidence {
  constructor(private readonly vocabulary: VocabularyRepository) {}

  /** The share of the question that the tool covers, 0 to 1; words are as rare as they are among visible tools. */
  async in(tool: RankedTool, question: ExpandedQuestion, visible: ToolFilter): Promise<number> {
    const lexemes = question.whole.map((it) => it.lexeme);
    const [tools, counts] = await Promise.all([
      this.vocabulary.countTools(visible),
      this.vocabulary.count(lexemes, visible),
    ]);
    return Math.round(coverage(tool, question, { tools, counts }) * DECIMALS) / DECIMALS;
  }
}
