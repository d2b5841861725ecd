import { registerDecorator } from 'class-validator';
import { analyze } from '../analyzer.js';

const MOST_WORDS = 4;

/** Whether a text has one to four words that search knows as words: no stop words alone, no signs alone. */
export function isSearchable(text: unknown): boolean {
  const words = typeof text === 'string' ? analyze(text).length : 0;
  return words >= 1 && words <= MOST_WORDS;
}

/** A list of texts, each of which can be searched for. */
export function AreSearchable(): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'areSearchable',
      target: target.constructor,
      propertyName: String(propertyName),
      options: { message: `each of $property must have 1 to ${String(MOST_WORDS)} words other than stop words` },
      validator: { validate: (value) => Array.isArray(value) && value.every(isSearchable) },
    });
}
