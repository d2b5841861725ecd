import type { Match } from '../question.js';
import type { ExpandedQuestion } from '../questions/expanded-question.js';
import type { WordCounts } from '../word-counts.js';
import { coverage } from './coverage.js';

/** Below it the best tool hardly fits; docs/adr/0031-answers-of-search.md tells how it was found. */
export const FITS_FROM = 0.1;
const DECIMALS = 1_000;

/** How well the best tool fits: the share of the question that it covers, 0 to 1. */
export function confidenceIn(best: readonly Match[], question: ExpandedQuestion, counts: WordCounts): number {
  return Math.round(coverage(best, question, counts) * DECIMALS) / DECIMALS;
}
