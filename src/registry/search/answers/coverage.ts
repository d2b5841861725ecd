import type { Match } from '../question.js';
import type { ExpandedQuestion, ExpandedTerm } from '../questions/expanded-question.js';
import type { WordCounts } from '../word-counts.js';

/**
 * How much of a question, or of the clause that fits best, is matched: 0 to 1. Rare words count for more, unknown ones for
 * most; what stands for a word covers as much of it as it counts.
 */
export function coverage(matches: readonly Match[], { whole, clauses }: ExpandedQuestion, counts: WordCounts): number {
  const matched = new Set(matches.map((it) => it.lexeme));
  return Math.max(...[whole, ...clauses.map((it) => it.terms)].map((terms) => covered(terms, matched, counts)));
}

function covered(terms: readonly ExpandedTerm[], matched: ReadonlySet<string>, counts: WordCounts): number {
  let [part, all] = [0, 0];
  for (const asked of terms.filter((it) => it.origin === 'asked')) {
    const importance = asked.weight * counts.rarityOf(asked.lexeme);
    const found = terms.filter((it) => it.original === asked.original && matched.has(it.lexeme));
    all += importance;
    part += importance * Math.min(1, Math.max(0, ...found.map((it) => it.weight / asked.weight)));
  }
  return all === 0 ? 0 : part / all;
}
