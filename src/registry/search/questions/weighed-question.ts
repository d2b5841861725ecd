import { analyzeQuestion, type Question, type QuestionTerm } from '../question.js';
import type { WeighedText } from './conversation.js';

/** As many as are looked at of one text. */
const MOST_TERMS = 60;

/** One question of several texts: the clauses of the first, and the words of all, each as much as it counts at most. */
export function weighedQuestion(texts: readonly WeighedText[]): Question {
  const questions = texts.map(({ text, weight }) => ({ question: analyzeQuestion(text), weight }));
  const whole = questions.flatMap(({ question, weight }) => question.whole.map((it) => scaled(it, weight)));
  return { whole: strongest(whole).slice(0, MOST_TERMS), clauses: questions[0]?.question.clauses ?? [] };
}

/** Each lexeme once, as it counts most. */
export function strongest<T extends QuestionTerm>(terms: readonly T[]): T[] {
  const kept = new Map<string, T>();
  for (const term of terms) {
    if (term.weight > (kept.get(term.lexeme)?.weight ?? 0)) kept.set(term.lexeme, term);
  }
  return [...kept.values()];
}

function scaled(term: QuestionTerm, factor: number): QuestionTerm {
  return { ...term, weight: term.weight * factor };
}
