import { buildMessage, ValidateBy } from 'class-validator';
import { conditionsOf } from './rule-engine.js';
import { problemWithRule } from './rule-bounds.js';
import type { Rule } from './rule.js';

/** A JSON-logic rule of known operators and bounded size. What is one is compiled at once. */
export function IsRule(): PropertyDecorator {
  return ValidateBy({
    name: 'isRule',
    validator: {
      validate: (value: unknown) =>
        problemWithRule(value) === undefined && conditionsOf(value as Rule & object).length > 0,
      defaultMessage: buildMessage(
        (prefix, args) => `${prefix}$property cannot be used: ${problemWithRule(args?.value) ?? ''}`,
      ),
    },
  });
}
