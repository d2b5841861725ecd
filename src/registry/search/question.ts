import { analyze, countWords } from './analyzer.js';

/** A lexeme that is looked for, what it stands for in the question, and how much it counts: 1 where it was asked once. */
export interface QuestionTerm {
  readonly lexeme: string;
  readonly original: string;
  readonly weight: number;
}

/** A part of a question that asks for something of its own, and how much fitting it counts. */
interface Clause<Term extends QuestionTerm = QuestionTerm> {
  readonly terms: readonly Term[];
  readonly weight: number;
}

/** A whole question, and its clauses. */
export interface Question<Term extends QuestionTerm = QuestionTerm> {
  readonly whole: readonly Term[];
  readonly clauses: readonly Clause<Term>[];
}

/** A tool that has something of a question. */
export interface RankedTool {
  readonly id: string;
  readonly score: number;
}

/** A lexeme of the question that a tool has, and in which of its fields. */
export interface Match {
  readonly lexeme: string;
  readonly fields: readonly string[];
}

const MOST_CLAUSES = 8;
/** In words as written: fewer ask for nothing of their own. */
const SHORTEST_CLAUSE = 3;
/** No dot within a number or an address ends a sentence. */
const CLAUSE_ENDS = /[.!?;]+(?=\s|$)|[\n\r]+|\band then\b|\balso\b/i;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Who begins so tells of himself first, and asks for something afterwards. */
const SITUATION = /^\s*(?:i['’]m|i am|i['’]ve|i have|we['’]re|we are|my|our|as an?)\b/i;
/** What a clause counts that tells why somebody asks, where others ask. */
const OF_SITUATION = 0.8;
/** A word that is said more often counts for more, and no more than so. */
const MOST_SAID = 4;

/** What a text asks for. */
export function analyzeQuestion(text: string): Question {
  const originals = new Map<string, string>();
  for (const [word] of text.matchAll(WORD)) {
    for (const lexeme of analyze(word)) if (!originals.has(lexeme)) originals.set(lexeme, word);
  }
  const terms = (part: string): QuestionTerm[] =>
    [...countWords(part)].map(([lexeme, said]) => ({
      lexeme,
      original: originals.get(lexeme) ?? lexeme,
      weight: Math.sqrt(Math.min(said, MOST_SAID)),
    }));
  const parts = text.split(CLAUSE_ENDS).filter((it) => (it.match(WORD)?.length ?? 0) >= SHORTEST_CLAUSE);
  const clauses = parts
    .slice(0, MOST_CLAUSES)
    .map((it) => ({ terms: terms(it), weight: parts.length > 1 && SITUATION.test(it) ? OF_SITUATION : 1 }))
    .filter((it) => it.terms.length > 0);
  return { whole: terms(text), clauses };
}
