import type { Question } from './question.js';

/** A lexeme that tools have, how rare it is, and how much it counts in the whole question and in each clause. */
export interface WeighedTerm {
  readonly lexeme: string;
  readonly rarity: number;
  readonly parts: readonly number[];
}

/** The idf of BM25. */
function rarity(tools: number, all: number): number {
  return Math.log(1 + (Math.max(all - tools, 0) + 0.5) / (tools + 0.5));
}

/** What of a question some tool has, the rarest first. */
export function weighedTerms(question: Question, counts: ReadonlyMap<string, number>, all: number): WeighedTerm[] {
  const parts = [question.whole, ...question.clauses].map(
    (terms) => new Map(terms.map((it) => [it.lexeme, it.weight])),
  );
  const lexemes = new Set(parts.flatMap((it) => [...it.keys()]));
  return [...lexemes]
    .filter((it) => counts.has(it))
    .map((lexeme) => {
      const rare = rarity(counts.get(lexeme) ?? 0, all);
      return { lexeme, rarity: rare, parts: parts.map((it) => rare * (it.get(lexeme) ?? 0)) };
    })
    .sort((a, b) => b.rarity - a.rarity || (a.lexeme < b.lexeme ? -1 : 1));
}
