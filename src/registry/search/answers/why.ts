import type { ExpandedTerm, Origin } from '../questions/expanded-question.js';
import type { RankedTool } from '../question.js';

/** A word of the question that a tool has, or what was looked for in its place. */
export interface Reason {
  readonly word: string;
  /** The stem that the tool has. */
  readonly term: string;
  readonly origin: Origin;
  readonly fields: readonly string[];
}

/** Why a tool is among the hits, what was asked first. */
export function reasonsFor({ matches }: RankedTool, terms: readonly ExpandedTerm[]): Reason[] {
  return terms.flatMap(({ lexeme, original, origin }) => {
    const match = matches.find((it) => it.lexeme === lexeme);
    return match ? [{ word: original, term: lexeme, origin, fields: match.fields }] : [];
  });
}
