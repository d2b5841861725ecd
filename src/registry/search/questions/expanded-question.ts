import type { Question, QuestionTerm } from '../question.js';
import type { SynonymRule } from '../synonyms/synonym-table.js';
import type { Repair } from './typo-repair.js';
import { strongest } from './weighed-question.js';

/** How a lexeme came into a question: it was asked, stands for what was asked, or was most likely meant. */
export type Origin = 'asked' | 'synonym' | 'repair';

export interface ExpandedTerm extends QuestionTerm {
  readonly origin: Origin;
}

export type ExpandedQuestion = Question<ExpandedTerm>;

/** The question with synonyms and repairs; what is asked counts as it did. */
export function expanded(
  { whole, clauses }: Question,
  rules: readonly SynonymRule[],
  repairs: readonly Repair[],
): ExpandedQuestion {
  const expand = (terms: readonly QuestionTerm[]): ExpandedTerm[] =>
    strongest([
      ...terms.map((it) => ({ ...it, origin: 'asked' as const })),
      ...rules.flatMap((rule) => synonymsIn(terms, rule)),
      ...terms.flatMap((term) => repairsIn(term, repairs)),
    ]);
  return { whole: expand(whole), clauses: clauses.map((it) => ({ ...it, terms: expand(it.terms) })) };
}

/** The words of the question that a rule is about: all of its term, or none. */
export function matchedBy(terms: readonly QuestionTerm[], rule: SynonymRule): QuestionTerm[] {
  const matched = terms.filter((it) => rule.term.includes(it.lexeme));
  return rule.term.every((lexeme) => matched.some((it) => it.lexeme === lexeme)) ? matched : [];
}

function synonymsIn(terms: readonly QuestionTerm[], rule: SynonymRule): ExpandedTerm[] {
  const matched = matchedBy(terms, rule);
  if (matched.length === 0) return [];
  const original = matched.map((it) => it.original).join(' ');
  const weight = rule.weight * Math.min(...matched.map((it) => it.weight));
  return rule.lexemes.map((lexeme) => ({ lexeme, original, weight, origin: 'synonym' }));
}

function repairsIn({ lexeme, original, weight }: QuestionTerm, repairs: readonly Repair[]): ExpandedTerm[] {
  return repairs
    .filter((it) => it.word === lexeme)
    .map((it) => ({ lexeme: it.lexeme, original, weight: weight * it.weight, origin: 'repair' }));
}
