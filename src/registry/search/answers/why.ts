import type { ExpandedTerm, Origin } from '../questions/expanded-question.js';
import type { Match } from '../question.js';

/** A word of the question that a tool has, or what was looked for in its place. */
export interface Reason {
  readonly word: string;
  /** The stem that the tool has. */
  readonly term: string;
  readonly origin: Origin;
  readonly fields: readonly string[];
}

/** Where words are that no shown text has. */
const ELSEWHERE = ['parameters'];

/**
 * Why a tool is among the hits, what was asked first.
 *
 * @param words the lexemes of its texts, by field.
 */
export function reasonsFor(
  matches: readonly Match[],
  terms: readonly ExpandedTerm[],
  words: ReadonlyMap<string, ReadonlySet<string>>,
): Reason[] {
  const matched = new Set(matches.map((it) => it.lexeme));
  return terms
    .filter((it) => matched.has(it.lexeme))
    .map(({ lexeme, original, origin }) => {
      const shown = [...words].flatMap(([field, lexemes]) => (lexemes.has(lexeme) ? [field] : []));
      return { word: original, term: lexeme, origin, fields: shown.length > 0 ? shown : ELSEWHERE };
    });
}
