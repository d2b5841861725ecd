import type { ValidationError } from 'class-validator';
import type { FieldError } from './app-error.js';

const UNKNOWN_MEMBER_RULE = 'whitelistValidation';

/** class-validator's tree → a flat list with JSON pointers (RFC 6901). What is missing is told once, not rule by rule. */
export function toFieldErrors(violations: readonly ValidationError[], parent = ''): FieldError[] {
  return violations.flatMap((violation) => {
    const pointer = `${parent}/${escapePointer(violation.property)}`;
    return [...ownErrors(violation, pointer), ...toFieldErrors(violation.children ?? [], pointer)];
  });
}

export function unknownMember(pointer: string, name: string): FieldError {
  return { pointer, code: 'UNKNOWN_MEMBER', detail: `${name} is not known here` };
}

export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function ownErrors({ property, value, constraints = {} }: ValidationError, pointer: string): FieldError[] {
  const rules = Object.entries(constraints);
  if (rules.length === 0) return [];
  if (UNKNOWN_MEMBER_RULE in constraints) return [unknownMember(pointer, property)];
  if (value === undefined) return [{ pointer, code: 'REQUIRED', detail: `${property} is required` }];
  return rules.map(([rule, detail]) => ({ pointer, code: upperSnake(rule), detail }));
}

function upperSnake(rule: string): string {
  return rule.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}
