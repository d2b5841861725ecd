import type { Position } from '../../common/http/cursor.codec.js';

import { analyze, analyzeQuery } from './analyzer.js';

/** A lexeme that is looked for, what it stands for in the question, and how much it counts: 1 where it was asked. */
export interface QuestionTerm {
  readonly lexeme: string;
  readonly original: string;
  readonly weight: number;
}

/** A whole question, and the parts of it that ask for something of their own. */
export interface Question {
  readonly whole: readonly QuestionTerm[];
  readonly clauses: readonly (readonly QuestionTerm[])[];
}

/** A tool that has something of a question. */
export interface RankedTool {
  readonly id: string;
  readonly score: number;
  /** Lexemes of the question that the tool has, and in which of its fields. */
  readonly matches: readonly { readonly lexeme: string; readonly fields: readonly string[] }[];
}

const MOST_CLAUSES = 8;
/** In words as written: fewer ask for nothing of their own. */
const SHORTEST_CLAUSE = 3;
/** No dot within a number or an address ends a sentence. */
const CLAUSE_ENDS = /[.!?;]+(?=\s|$)|[\n\r]+|\band then\b|\balso\b/i;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** What a text asks for. */
export function analyzeQuestion(text: string): Question {
  const originals = new Map<string, string>();
  for (const [word] of text.matchAll(WORD)) {
    for (const lexeme of analyze(word)) if (!originals.has(lexeme)) originals.set(lexeme, word);
  }
  const terms = (part: string) =>
    analyzeQuery(part).map((lexeme) => ({ lexeme, original: originals.get(lexeme) ?? lexeme, weight: 1 }));
  const clauses = text.split(CLAUSE_ENDS).filter((it) => (it.match(WORD)?.length ?? 0) >= SHORTEST_CLAUSE);
  return {
    whole: terms(text),
    clauses: clauses
      .slice(0, MOST_CLAUSES)
      .map(terms)
      .filter((it) => it.length > 0),
  };
}

export interface RankingPage {
  readonly limit: number;
  /** Score and id of the last tool seen. */
  readonly after?: Position | undefined;
}
