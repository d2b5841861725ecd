import stem from 'wink-porter2-stemmer';
import { STOP_WORDS } from './stop-words.js';

/** Different words of a question that count, stop words not among them; the rest is ignored. */
const MOST_QUERY_WORDS = 60;
const LONGEST_WORD = 64;
/** A character of which the cut left half: different halves are stored as one and the same. */
const HALF_AT_END = /\p{Surrogate}$/u;
const ENGLISH = /^[a-z]+$/;

/**
 * The words of a text as the search index knows them: identifiers and paths split, lower case, without stop words,
 * English words stemmed. One and the same for tools and for questions.
 */
export function analyze(text: string): string[] {
  return words(text)
    .filter((it) => !STOP_WORDS.has(it))
    .map((it) => (ENGLISH.test(it) ? stem(it) : it));
}

/** The different words of a question, a bounded number of them, and how often each is said. */
export function countWords(text: string): Map<string, number> {
  const said = new Map<string, number>();
  for (const word of analyze(text)) {
    if (said.has(word) || said.size < MOST_QUERY_WORDS) said.set(word, (said.get(word) ?? 0) + 1);
  }
  return said;
}

/** `getPetById`, `get_pet-by.id`, `/pet/{id}` → the words they are made of. */
function words(text: string): string[] {
  const spaced = text
    .normalize('NFKC')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  const found = spaced.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return found.map((it) => it.slice(0, LONGEST_WORD).replace(HALF_AT_END, ''));
}
