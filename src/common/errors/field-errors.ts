import type { ValidationError } from 'class-validator';
import type { FieldError } from './app-error.js';

/** class-validator's tree → a flat list with JSON pointers (RFC 6901). */
export function toFieldErrors(violations: readonly ValidationError[], parent = ''): FieldError[] {
  return violations.flatMap((violation) => {
    const pointer = `${parent}/${violation.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(violation.constraints ?? {}).map(([rule, detail]) => ({
      pointer,
      code: upperSnake(rule),
      detail,
    }));
    return [...own, ...toFieldErrors(violation.children ?? [], pointer)];
  });
}

function upperSnake(rule: string): string {
  return rule.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}
