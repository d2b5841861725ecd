import type { QuestionTerm } from './question.js';
import type { WordCounts } from './word-counts.js';

/** How much of a tool's name is asked for, 0 to 1; rare words are more of it. */
export function nameShare(
  name: readonly string[],
  asked: ReadonlyMap<string, QuestionTerm>,
  counts: WordCounts,
): number {
  let [part, all] = [0, 0];
  for (const lexeme of name) {
    const rarity = counts.rarityOf(lexeme);
    all += rarity;
    part += rarity * Math.min(1, asked.get(lexeme)?.weight ?? 0);
  }
  return all === 0 ? 0 : part / all;
}
