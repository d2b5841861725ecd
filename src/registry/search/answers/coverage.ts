import type { RankedTool } from '../question.js';
import type { ExpandedQuestion, ExpandedTerm } from '../questions/expanded-question.js';

/** How common words are among the tools that somebody may see. */
export interface Commonness {
  readonly tools: number;
  /** How many of them have a lexeme. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * How much of a question, or of the clause that fits best, a tool covers: 0 to 1. Rare words count for more, unknown ones
 * for most; what stands for a word covers as much of it as it counts.
 */
export function coverage(tool: RankedTool, { whole, clauses }: ExpandedQuestion, commonness: Commonness): number {
  const matched = new Set(tool.matches.map((it) => it.lexeme));
  return Math.max(...[whole, ...clauses].map((terms) => covered(terms, matched, commonness)));
}

function covered(terms: readonly ExpandedTerm[], matched: ReadonlySet<string>, commonness: Commonness): number {
  let [part, all] = [0, 0];
  for (const asked of terms.filter((it) => it.origin === 'asked')) {
    const importance = asked.weight * rarity(asked.lexeme, commonness);
    const found = terms.filter((it) => it.original === asked.original && matched.has(it.lexeme));
    all += importance;
    part += importance * Math.min(1, Math.max(0, ...found.map((it) => it.weight / asked.weight)));
  }
  return all === 0 ? 0 : part / all;
}

function rarity(lexeme: string, { tools, counts }: Commonness): number {
  const count = counts.get(lexeme) ?? 0;
  return Math.log(1 + (tools - count + 0.5) / (count + 0.5));
}
