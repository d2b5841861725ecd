import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { canonicalName } from '../../../common/canonical-name.js';
import { ValidationFailedError } from '../../../common/errors/common.errors.js';
import { isSearchable } from './searchable.decorator.js';

const LONGEST = 100;

class TermPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const term = canonicalName(value.slice(0, LONGEST + 1)).replaceAll(/\s+/g, ' ');
    if (term.length <= LONGEST && isSearchable(term)) return term;
    const detail = `term must have 1 to 4 words other than stop words, and at most ${String(LONGEST)} characters`;
    throw new ValidationFailedError([{ pointer: 'term', code: 'IS_SEARCHABLE', detail }]);
  }
}

/** The path parameter that names a term, whatever its case. */
export const TermParam = () => Param('term', new TermPipe());

export const ApiTerm = () =>
  ApiParam({ name: 'term', description: 'The word or phrase of questions; case does not count.', example: 'k8s' });
